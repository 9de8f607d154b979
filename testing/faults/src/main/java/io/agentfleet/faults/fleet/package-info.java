/** The running fleet: its processes, and what can be done to them. */
@NullMarked
package io.agentfleet.faults.fleet;

import org.jspecify.annotations.NullMarked;
