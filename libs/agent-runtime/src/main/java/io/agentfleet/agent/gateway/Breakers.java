package io.agentfleet.agent.gateway;

import io.agentfleet.agent.gateway.GatewayEvent.BreakerState;
import io.agentfleet.agent.model.ModelCallException;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** A breaker for each model, which passes a dead one over where another can be asked. */
final class Breakers {

    private final Map<String, TypedGuard<ModelResponse>> breakers = new HashMap<>();

    Breakers(
            List<ConfiguredModel> models,
            GatewaySettings settings,
            Consumer<GatewayEvent> listener) {
        for (ConfiguredModel model : models) {
            breakers.put(model.name(), breaker(model.name(), settings, listener));
            listener.accept(new GatewayEvent.BreakerMoved(model.name(), BreakerState.CLOSED));
        }
    }

    private static TypedGuard<ModelResponse> breaker(
            String model, GatewaySettings settings, Consumer<GatewayEvent> listener) {
        return TypedGuard.create(ModelResponse.class)
                .withDescription("model " + model)
                .withCircuitBreaker()
                .when(Breakers::isDead)
                .failureRatio(settings.breakerFailureRatio())
                .requestVolumeThreshold(settings.breakerWindow())
                .delay(settings.breakerPause().toMillis(), ChronoUnit.MILLIS)
                .onStateChange(
                        now -> listener.accept(new GatewayEvent.BreakerMoved(model, state(now))))
                .done()
                .build();
    }

    private static BreakerState state(CircuitBreakerState now) {
        return switch (now) {
            case CLOSED -> BreakerState.CLOSED;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
            case OPEN -> BreakerState.OPEN;
        };
    }

    /** True for what says that the model is dead to everybody, not to this call alone. */
    private static boolean isDead(Throwable failure) {
        if (!(failure instanceof ModelCallException call)) {
            return failure instanceof FleetException e && e.code() == ErrorCode.MODEL_UNAVAILABLE;
        }
        return switch (call.failure()) {
            case UNREACHABLE,
                    OVERLOADED,
                    SERVER_ERROR,
                    TIMED_OUT,
                    CUT_OFF,
                    UNREADABLE,
                    QUOTA_EXHAUSTED,
                    KEY_REFUSED,
                    UNKNOWN_MODEL ->
                    true;
            case RATE_LIMITED, CONTEXT_TOO_LONG, CONTENT_FILTERED, INVALID_REQUEST -> false;
        };
    }

    /**
     * Makes the call through the model's breaker.
     *
     * @return empty if the breaker is open: the call was not made
     */
    Optional<ModelResponse> make(String model, Supplier<ModelResponse> call) {
        try {
            TypedGuard<ModelResponse> breaker = breakers.get(model);
            return Optional.of(breaker == null ? call.get() : breaker.get(call));
        } catch (CircuitBreakerOpenException e) {
            return Optional.empty();
        }
    }
}
