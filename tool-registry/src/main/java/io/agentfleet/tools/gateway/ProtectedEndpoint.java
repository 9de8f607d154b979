package io.agentfleet.tools.gateway;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.call.CallOutcome;
import io.agentfleet.tools.catalog.Endpoint;
import io.agentfleet.tools.catalog.ToolDefinition;
import io.agentfleet.tools.meter.RegistryMeters;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * A circuit breaker and a bulkhead per tool, so that a failing tool affects only its own callers. A
 * tool that moves to another endpoint starts with both anew.
 */
final class ProtectedEndpoint implements ToolEndpoint {

    private final ToolEndpoint endpoint;
    private final ToolsConfig config;
    private final RegistryMeters meters;
    private final Map<String, Protection> protections = new ConcurrentHashMap<>();

    ProtectedEndpoint(ToolEndpoint endpoint, ToolsConfig config, RegistryMeters meters) {
        this.endpoint = endpoint;
        this.config = config;
        this.meters = meters;
    }

    @Override
    public CallOutcome execute(Call call) throws Failure {
        Protection protection = protectionOf(call.known().definition());
        try {
            if (!protection.places.tryAcquire(
                    config.placeWait().toMillis(), TimeUnit.MILLISECONDS)) {
                return unavailable(
                        call, "has %d calls at work already".formatted(config.concurrency()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable(call, "was not called because the registry stops");
        }
        try {
            return throughBreaker(protection, call);
        } finally {
            protection.places.release();
        }
    }

    private CallOutcome throughBreaker(Protection protection, Call call) throws Failure {
        try {
            return protection.breaker.call(() -> endpoint.execute(call));
        } catch (CircuitBreakerOpenException e) {
            return unavailable(
                    call,
                    "failed too often and is left alone for %d s"
                            .formatted(config.breaker().pause().toSeconds()));
        } catch (Failure | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a tool endpoint throws nothing else", e);
        }
    }

    private static CallOutcome unavailable(Call call, String why) {
        return new CallOutcome.Rejected(
                ErrorCode.TOOL_UNAVAILABLE,
                "'%s' %s: try again later, or do without it".formatted(call.tool(), why));
    }

    private Protection protectionOf(ToolDefinition tool) {
        String name = tool.name().value();
        Protection known = protections.get(name);
        if (known != null && known.endpoint.equals(tool.endpoint())) {
            return known;
        }
        if (known == null && tool.name().tenant().isEmpty()) {
            meters.watchBreaker(name, () -> currentState(name));
        }
        return protections.compute(
                name,
                (_, old) ->
                        old != null && old.endpoint.equals(tool.endpoint())
                                ? old
                                : protect(name, tool.endpoint()));
    }

    private Protection protect(String tool, Endpoint place) {
        AtomicInteger state = new AtomicInteger();
        TypedGuard<CallOutcome> breaker =
                TypedGuard.create(CallOutcome.class)
                        .withDescription(tool + "@" + place)
                        .withCircuitBreaker()
                        .failOn(Failure.class)
                        .failureRatio(config.breaker().failureRatio())
                        .requestVolumeThreshold(config.breaker().window())
                        .delay(config.breaker().pause().toMillis(), ChronoUnit.MILLIS)
                        .onStateChange(now -> state.set(number(now)))
                        .done()
                        .build();
        return new Protection(place, breaker, new Semaphore(config.concurrency(), true), state);
    }

    private int currentState(String tool) {
        Protection protection = protections.get(tool);
        return protection == null ? 0 : protection.state.get();
    }

    private static int number(CircuitBreakerState state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }

    private record Protection(
            Endpoint endpoint,
            TypedGuard<CallOutcome> breaker,
            Semaphore places,
            AtomicInteger state) {}
}
