/** Decides what becomes of a session's tasks: events, transitions, actions. Pure. */
@NullMarked
package io.agentfleet.orchestrator.machine;

import org.jspecify.annotations.NullMarked;
