/** The state of a session: its tasks, their plans, and what became of each. Pure. */
@NullMarked
package io.agentfleet.orchestrator.session;

import org.jspecify.annotations.NullMarked;
