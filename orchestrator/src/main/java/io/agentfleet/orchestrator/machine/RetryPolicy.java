package io.agentfleet.orchestrator.machine;

import io.agentfleet.orchestrator.session.NodeResult;
import io.agentfleet.schemas.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether a node that failed is tried again, and when: no other place says so.
 *
 * <p>Tried again is a failure that may pass: one whose result is marked {@code retryable}. Agents
 * mark what their {@link ErrorCode} says: {@code tool_unavailable}, {@code agent_unavailable} (also
 * an attempt without heartbeats) and {@code unavailable}. All else fails for good at once: the same
 * request would fail again. So does {@code model_unavailable}: the agent's model gateway has called
 * the model several times already.
 *
 * @param attempts of a node, the first among them
 * @param rest before the second attempt; four times as long before each further one
 */
public record RetryPolicy(int attempts, Duration rest) {

    /** The rest before the next attempt; empty if the node failed for good. */
    Optional<Duration> restAfter(NodeResult failure) {
        boolean again =
                failure.retryable()
                        && failure.attempt() < attempts
                        && failure.code().filter(ErrorCode.MODEL_UNAVAILABLE::equals).isEmpty();
        return again
                ? Optional.of(rest.multipliedBy(1L << (2 * (failure.attempt() - 1))))
                : Optional.empty();
    }
}
