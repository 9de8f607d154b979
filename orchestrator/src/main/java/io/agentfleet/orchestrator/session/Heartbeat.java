package io.agentfleet.orchestrator.session;

import java.time.Instant;

/**
 * The last that was heard of a running attempt.
 *
 * @param sentAt by the agent's clock: an older or equal one changes nothing
 * @param heardAt by ours: silence is counted from here
 */
public record Heartbeat(Instant sentAt, Instant heardAt) {}
