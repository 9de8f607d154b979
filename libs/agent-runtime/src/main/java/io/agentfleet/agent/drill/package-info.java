/** Pause points around an agent's ports; put on only in a rehearsal. */
@NullMarked
package io.agentfleet.agent.drill;

import org.jspecify.annotations.NullMarked;
