package io.agentfleet.tools.call;

import java.time.Duration;

/**
 * A call that ended.
 *
 * @param outcome how
 * @param took from the request at the gateway to its response
 * @param version of the tool; empty if there is no such tool
 */
public record CallResult(CallOutcome outcome, Duration took, String version) {}
