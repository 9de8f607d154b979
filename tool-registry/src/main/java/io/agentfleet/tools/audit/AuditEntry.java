package io.agentfleet.tools.audit;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.tools.call.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is written down of a call.
 *
 * @param call who called what; of the arguments only their hash is kept
 * @param status succeeded, rejected or failed
 * @param code why not; empty if it succeeded
 * @param took from the request at the gateway to its response
 * @param at when it ended
 */
public record AuditEntry(
        Call call, String status, Optional<ErrorCode> code, Duration took, Instant at) {}
