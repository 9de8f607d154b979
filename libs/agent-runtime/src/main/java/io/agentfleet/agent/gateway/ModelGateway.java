package io.agentfleet.agent.gateway;

import io.agentfleet.agent.cache.AnswerCache;
import io.agentfleet.agent.cache.CacheKey;
import io.agentfleet.agent.model.Caller;
import io.agentfleet.agent.model.ModelId;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.agent.route.Route;
import io.agentfleet.agent.route.RouteChoice;
import io.agentfleet.agent.route.RouteQuestion;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.Money;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The one place that every model call passes. Blocking, safe for many threads, interruptible.
 *
 * <p>{@link #complete} shows the order. A call is made by {@link FallbackCall}, each model's by
 * {@link RetriedCall}, each attempt by {@link BudgetedCall}: no other place asks a model again,
 * asks another one, or counts what was spent. A run that is told to stop, or whose deadline has
 * passed, interrupts whatever is waited for.
 */
public final class ModelGateway {

    private final Models models;
    private final Optional<AnswerCache> cache;
    private final GatewaySetup parts;
    private final FallbackCall calls;
    private final Consumer<GatewayEvent> listener;

    public ModelGateway(GatewaySetup parts, RandomGenerator chance, InstantSource clock) {
        this.parts = parts;
        this.models = parts.models();
        this.cache = parts.cache().filter(known -> known.policy().isOn());
        this.listener = parts.listener();
        GatewaySettings settings = parts.settings();
        this.calls =
                new FallbackCall(
                        models,
                        new Breakers(models.inUse(), settings, listener),
                        new RetriedCall(settings.retries(), chance, clock),
                        new BudgetedCall(
                                parts.budgets(), settings.estimate(), settings.unknownPrice()),
                        listener);
    }

    /** Who usually answers. */
    public ModelId id() {
        return models.named(models.use()).model().id();
    }

    /** True if the model in use, or one that takes its place, answers. */
    public boolean isReady() {
        return problem().isEmpty();
    }

    /** Why neither the model in use nor one that takes its place answers; empty if one does. */
    public Optional<String> problem() {
        List<Optional<String>> problems =
                models.candidates(models.use()).stream().map(m -> m.model().problem()).toList();
        return problems.stream().allMatch(Optional::isPresent)
                ? problems.getFirst()
                : Optional.empty();
    }

    /** Answers the conversation within the budget, with nobody who listens to it. */
    public ModelAnswer complete(ModelRequest request, Caller caller, TokenBudget budget) {
        return complete(request, caller, budget, Optional.empty());
    }

    /**
     * Answers the conversation within the budget.
     *
     * @param caller on whose behalf
     * @param budget of the run
     * @param text receives the answer as it comes, on the calling thread. What it received before a
     *     failure is no answer, and comes again if the call is repeated; an answer from the cache
     *     does not come in pieces
     * @throws FleetException with TOKEN_BUDGET_EXCEEDED or COST_BUDGET_EXCEEDED if a limit leaves
     *     no room for the call, MODEL_UNAVAILABLE or MODEL_REFUSED if no model answers
     */
    public ModelAnswer complete(
            ModelRequest request,
            Caller caller,
            TokenBudget budget,
            Optional<Consumer<String>> text) {
        requireTokens(budget);
        ModelCall call = new ModelCall(request, caller, text, route(request, caller));
        ModelAnswer answer =
                cache.filter(known -> known.policy().covers(request))
                        .map(known -> knownOrMade(known, call))
                        .orElseGet(() -> made(call, calls.make(call)));
        budget.settle(answer.usage().tokens());
        return answer;
    }

    private static void requireTokens(TokenBudget budget) {
        if (budget.remaining() == 0) {
            throw new FleetException(
                    ErrorCode.TOKEN_BUDGET_EXCEEDED,
                    "The token budget is spent (%d used): raise token_budget or ask for less"
                            .formatted(budget.used().total()));
        }
    }

    private Route route(ModelRequest request, Caller caller) {
        if (models.haveOneForAll()) {
            return new Route(models.use(), "the only model");
        }
        RouteChoice choice = parts.routes().choose(RouteQuestion.of(request, caller));
        return new Route(
                models.of(choice.tier()), "%s: %s".formatted(choice.tier(), choice.reason()));
    }

    /** Only what the route's own model answered is kept under its name. */
    private ModelAnswer knownOrMade(AnswerCache known, ModelCall call) {
        ConfiguredModel model = models.named(call.route().model());
        CacheKey key =
                CacheKey.of(call.caller().tenant(), call.request(), model.name(), model.model());
        int longest = call.request().maxOutputTokens();
        try (AnswerCache.Place place = call.elsewhere(() -> known.open(key, longest))) {
            if (place.known().isPresent()) {
                return found(call, model, place.known().get());
            }
            listener.accept(new GatewayEvent.NotInCache(call.request().agent()));
            FallbackCall.Made made = calls.make(call);
            if (made.model().equals(model)) {
                place.keep(made.response());
            }
            return made(call, made);
        }
    }

    private ModelAnswer found(ModelCall call, ConfiguredModel model, ModelResponse response) {
        ModelUsage usage = usage(model, call.route(), response, true, Money.NONE);
        Money saved = cost(model, response);
        listener.accept(
                new GatewayEvent.FoundInCache(
                        call.request(), model.model().id(), usage, saved, call.overhead()));
        return new ModelAnswer(response, usage);
    }

    private ModelAnswer made(ModelCall call, FallbackCall.Made made) {
        ModelResponse response = made.response();
        Money cost = cost(made.model(), response);
        listener.accept(
                new GatewayEvent.Answered(
                        call.request().agent(),
                        made.model().model().id(),
                        response.usage(),
                        cost,
                        call.overhead()));
        return new ModelAnswer(response, usage(made.model(), made.route(), response, false, cost));
    }

    private static Money cost(ConfiguredModel model, ModelResponse response) {
        return model.price().map(price -> price.of(response.usage())).orElse(Money.NONE);
    }

    private static ModelUsage usage(
            ConfiguredModel model,
            Route route,
            ModelResponse response,
            boolean fromCache,
            Money cost) {
        return new ModelUsage(
                model.model().id().toString(),
                response.servedBy(),
                route.reason(),
                fromCache,
                response.usage(),
                cost);
    }
}
