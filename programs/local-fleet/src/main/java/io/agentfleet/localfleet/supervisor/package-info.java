/** The supervisor: starts, watches, restarts, scales and stops the processes. */
@NullMarked
package io.agentfleet.localfleet.supervisor;

import org.jspecify.annotations.NullMarked;
