/** The durable flow: one processor, one store of sessions, timers, and the replay at a takeover. */
@NullMarked
package io.agentfleet.orchestrator.flow;

import org.jspecify.annotations.NullMarked;
