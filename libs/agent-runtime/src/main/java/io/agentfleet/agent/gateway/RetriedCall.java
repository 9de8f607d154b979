package io.agentfleet.agent.gateway;

import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Repeats the call of one model as {@link RetryRule} says: the only place that does. */
final class RetriedCall {

    private final RetryRule rule;
    private final RandomGenerator chance;
    private final InstantSource clock;
    private final TypedGuard<ModelResponse> guard;

    RetriedCall(RetryRule rule, RandomGenerator chance, InstantSource clock) {
        this.rule = rule;
        this.chance = chance;
        this.clock = clock;
        this.guard =
                TypedGuard.create(ModelResponse.class)
                        .withRetry()
                        .maxRetries(rule.attempts())
                        .maxDuration(0, ChronoUnit.MILLIS)
                        .jitter(0, ChronoUnit.MILLIS)
                        .retryOn(Again.class)
                        .withCustomBackoff()
                        .strategy(() -> RetriedCall::pause)
                        .done()
                        .done()
                        .build();
    }

    private static long pause(Throwable failure) {
        return failure instanceof Again again ? again.pause.toMillis() : 0;
    }

    /**
     * Makes the call until it succeeds or is not to be repeated.
     *
     * @throws FleetException the last failure; CANCELLED if the thread was interrupted in a pause
     */
    ModelResponse make(ModelCall call, Supplier<ModelResponse> attempt) {
        try {
            return guard.call(new Attempts(call, attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetException(
                    ErrorCode.CANCELLED, "Interrupted before a model was asked again", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a model call throws nothing else", e);
        }
    }

    /** The attempts of one call. */
    private final class Attempts implements Callable<ModelResponse> {

        private final ModelCall call;
        private final Supplier<ModelResponse> attempt;
        private int made;

        Attempts(ModelCall call, Supplier<ModelResponse> attempt) {
            this.call = call;
            this.attempt = attempt;
        }

        @Override
        public ModelResponse call() throws Again {
            try {
                made++;
                return attempt.get();
            } catch (FleetException e) {
                Optional<Duration> pause =
                        rule.pause(e, made, call.caller().deadline(), clock.instant(), chance);
                if (pause.isEmpty() || call.isStopped()) {
                    throw e;
                }
                call.waits(pause.get());
                throw new Again(pause.get(), e);
            }
        }
    }

    /** The call is to be repeated after a pause. */
    private static final class Again extends Exception {

        private final transient Duration pause;

        Again(Duration pause, FleetException cause) {
            super(cause);
            this.pause = pause;
        }
    }
}
