package io.agentfleet.agent.gateway;

import io.agentfleet.agent.model.ModelCallException;
import io.agentfleet.agent.model.ModelFailure.Remedy;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whether the same model is asked again, and when.
 *
 * @param attempts calls of one model in all
 * @param firstPause before the second one, half of it by chance; doubled before each further one
 * @param longestRetryAfter a provider that asks for more is not waited for
 */
public record RetryRule(int attempts, Duration firstPause, Duration longestRetryAfter) {

    public static final RetryRule DEFAULT =
            new RetryRule(5, Duration.ofMillis(400), Duration.ofSeconds(30));

    /** What helps against this failure. */
    static Remedy remedy(FleetException failure) {
        return switch (failure) {
            case ModelCallException call -> call.failure().remedy();
            case LeftAlone _ -> Remedy.ANOTHER_MODEL;
            default -> failure.code() == ErrorCode.MODEL_UNAVAILABLE ? Remedy.RETRY : Remedy.NONE;
        };
    }

    /**
     * The pause before the same model is asked again.
     *
     * @param made calls so far
     * @param deadline of the run
     * @return empty if it is not asked again
     */
    Optional<Duration> pause(
            FleetException failure,
            int made,
            Optional<Instant> deadline,
            Instant now,
            RandomGenerator chance) {
        if (remedy(failure) != Remedy.RETRY || made >= attempts) {
            return Optional.empty();
        }
        Duration asked =
                failure instanceof ModelCallException call
                        ? call.retryAfter().orElse(Duration.ZERO)
                        : Duration.ZERO;
        if (asked.compareTo(longestRetryAfter) > 0) {
            return Optional.empty();
        }
        long longest = firstPause.toMillis() << (made - 1);
        Duration usual = Duration.ofMillis(longest / 2 + chance.nextLong(longest / 2 + 1));
        Duration pause = asked.compareTo(usual) > 0 ? asked : usual;
        boolean tooLate = deadline.isPresent() && !now.plus(pause).isBefore(deadline.get());
        return tooLate ? Optional.empty() : Optional.of(pause);
    }
}
