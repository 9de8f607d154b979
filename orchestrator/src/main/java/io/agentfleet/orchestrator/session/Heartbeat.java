package io.agentfleet.orchestrator.session;

import java.time.Instant;

/**
 * The last heartbeat of a running attempt.
 *
 * @param sentAt by the agent's clock; an older or equal one is ignored
 * @param heardAt by this process's clock; the heartbeat timeout starts here
 */
public record Heartbeat(Instant sentAt, Instant heardAt) {}
