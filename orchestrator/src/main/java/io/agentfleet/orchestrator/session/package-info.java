/**
 * What becomes of a session's tasks: states, events, effects and the one machine that decides.
 * Pure.
 */
@NullMarked
package io.agentfleet.orchestrator.session;

import org.jspecify.annotations.NullMarked;
