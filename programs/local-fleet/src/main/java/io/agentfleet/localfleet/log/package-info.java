/** Log files of processes, and their lines. */
@NullMarked
package io.agentfleet.localfleet.log;

import org.jspecify.annotations.NullMarked;
