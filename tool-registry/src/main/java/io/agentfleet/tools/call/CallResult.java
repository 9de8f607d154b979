package io.agentfleet.tools.call;

import java.time.Duration;

/**
 * A call that ended.
 *
 * @param outcome how
 * @param took from the gateway's door and back
 * @param version of the tool; empty if there is no such tool
 */
public record CallResult(CallOutcome outcome, Duration took, String version) {}
