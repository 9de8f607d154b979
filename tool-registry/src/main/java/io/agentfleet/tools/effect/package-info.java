/** What became of calls that write, so that each has its effect once. Pure; the log is a port. */
@NullMarked
package io.agentfleet.tools.effect;

import org.jspecify.annotations.NullMarked;
