/** What is written down of every call. Pure; the log is a port. */
@NullMarked
package io.agentfleet.tools.audit;

import org.jspecify.annotations.NullMarked;
