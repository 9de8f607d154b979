/** Decides what becomes of a session's tasks: pure. */
@NullMarked
package io.agentfleet.orchestrator.machine;

import org.jspecify.annotations.NullMarked;
