/** What a drill may change in an agent. */
@NullMarked
package io.agentfleet.agent.drill;

import org.jspecify.annotations.NullMarked;
