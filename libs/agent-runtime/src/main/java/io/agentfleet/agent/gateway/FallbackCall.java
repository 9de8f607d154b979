package io.agentfleet.agent.gateway;

import io.agentfleet.agent.model.ModelCallException;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.agent.route.Route;
import io.agentfleet.schemas.FleetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks the model of a route, then those that may take its place, until one answers. */
final class FallbackCall {

    private final Models models;
    private final Breakers breakers;
    private final RetriedCall retried;
    private final BudgetedCall budgeted;
    private final Consumer<GatewayEvent> listener;

    FallbackCall(
            Models models,
            Breakers breakers,
            RetriedCall retried,
            BudgetedCall budgeted,
            Consumer<GatewayEvent> listener) {
        this.models = models;
        this.breakers = breakers;
        this.retried = retried;
        this.budgeted = budgeted;
        this.listener = listener;
    }

    /** Who answered what. */
    record Made(ConfiguredModel model, Route route, ModelResponse response) {}

    Made make(ModelCall call) {
        List<ConfiguredModel> untried = models.candidates(call.route().model());
        List<String> tried = new ArrayList<>();
        ConfiguredModel model = untried.removeFirst();
        Route route = call.route();
        while (true) {
            FleetException failure;
            try {
                return new Made(model, route, ask(model, call, untried.isEmpty()));
            } catch (FleetException e) {
                failure = e;
            } finally {
                call.keepInterrupt();
            }
            String why = why(failure);
            tried.add(told(model, failure, why));
            Optional<ConfiguredModel> next = Fallbacks.next(model, failure, untried);
            if (next.isEmpty() || call.isStopped()) {
                throw tried.size() == 1 ? failure : allFailed(tried, failure);
            }
            listener.accept(new GatewayEvent.FellBack(model.name(), next.get().name(), why));
            route = route.insteadOf(model.name(), why, next.get().name());
            model = next.get();
            untried.remove(model);
        }
    }

    /** The last one is asked even if it seems dead: there is nothing to lose. */
    private ModelResponse ask(ConfiguredModel model, ModelCall call, boolean last) {
        return retried.make(
                call,
                () ->
                        breakers.make(model.name(), () -> budgeted.make(model, call))
                                .orElseGet(() -> {
                                    if (last) {
                                        return budgeted.make(model, call);
                                    }
                                    throw new LeftAlone();
                                }));
    }

    private static String why(FleetException failure) {
        return switch (failure) {
            case ModelCallException e -> e.failure().name().toLowerCase(Locale.ROOT);
            case LeftAlone _ -> "left_alone";
            default -> failure.code().wire();
        };
    }

    private static String told(ConfiguredModel model, FleetException failure, String why) {
        String message = String.valueOf(failure.getMessage());
        String named = message.contains(model.name()) ? message : model.name() + ": " + message;
        return "%s (%s)".formatted(named, why);
    }

    private static FleetException allFailed(List<String> tried, FleetException last) {
        return new FleetException(
                last.code(),
                "%d models were tried and none answered. %s"
                        .formatted(tried.size(), String.join("; ", tried)),
                last);
    }
}
