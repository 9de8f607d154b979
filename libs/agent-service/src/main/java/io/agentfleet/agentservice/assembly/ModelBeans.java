package io.agentfleet.agentservice.assembly;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.agent.budget.BudgetLimits;
import io.agentfleet.agent.budget.BudgetStore;
import io.agentfleet.agent.budget.ExpiredReservations;
import io.agentfleet.agent.budget.SharedBudgets;
import io.agentfleet.agent.budget.redis.RedisBudgetStore;
import io.agentfleet.agent.cache.AnswerCache;
import io.agentfleet.agent.cache.redis.RedisAnswerStore;
import io.agentfleet.agent.configuration.ConfiguredModels;
import io.agentfleet.agent.drill.AgentDrill;
import io.agentfleet.agent.gateway.ConfiguredModel;
import io.agentfleet.agent.gateway.GatewayEvent;
import io.agentfleet.agent.gateway.GatewaySetup;
import io.agentfleet.agent.gateway.ModelGateway;
import io.agentfleet.agent.gateway.Models;
import io.agentfleet.agent.meter.AgentMeters;
import io.agentfleet.agent.meter.GatewayMeters;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.trace.AgentSpans;
import io.agentfleet.messaging.redis.RedisConnection;
import io.agentfleet.taskapi.service.ModelHealth;
import io.agentfleet.taskmodel.task.AgentCard;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The model gateway put together: models, cache, routes, budgets. */
@Dependent
class ModelBeans {

    private static final Duration LOOK_FOR_EXPIRED = Duration.ofSeconds(10);

    /** An application with a model of its own has no other. */
    @Produces
    @DefaultBean
    @Singleton
    List<ConfiguredModel> configured(
            Instance<LanguageModel> model,
            Instance<ConfiguredModels> models,
            GatewayConfig config) {
        boolean isChosen = model.getHandle().getBean().getBeanClass().equals(ModelChoice.class);
        return isChosen
                ? models.get().all()
                : List.of(ConfiguredModels.free(config.use(), model.get()));
    }

    /** Found at the start, so that a wrong name fails then. */
    @Produces
    @Singleton
    @Startup
    Models models(
            List<ConfiguredModel> configured,
            GatewayConfig config,
            AgentMeters meters,
            AgentSpans spans,
            AgentDrill drill) {
        List<ConfiguredModel> watched =
                configured.stream()
                        .map(model ->
                                new ConfiguredModel(
                                        model.name(),
                                        drill.around(meters.around(spans.around(model.model()))),
                                        model.contextTokens(),
                                        model.price()))
                        .toList();
        return new GatewayAssembly(config).models(watched);
    }

    @Produces
    @DefaultBean
    @Singleton
    BudgetStore budgetStore(RedisConnection redis) {
        return new RedisBudgetStore(redis);
    }

    @Produces
    @Singleton
    SharedBudgets budgets(BudgetStore store, GatewayConfig config, InstantSource clock) {
        BudgetLimits limits = new GatewayAssembly(config).limits();
        return new SharedBudgets(limits, store, config.budget().reservationLifetime(), clock);
    }

    @Produces
    @Singleton
    @Startup
    ExpiredReservations expiredReservations(BudgetStore store, SharedBudgets budgets) {
        ExpiredReservations expired = new ExpiredReservations(store);
        if (!budgets.areNone()) {
            expired.start(LOOK_FOR_EXPIRED);
        }
        return expired;
    }

    void stop(@Disposes ExpiredReservations expired) {
        expired.close();
    }

    @Produces
    @Singleton
    GatewayMeters gatewayMeters(MeterRegistry registry, AgentCard card, Models models) {
        return new GatewayMeters(
                registry,
                card.name(),
                models.inUse().stream().map(model -> model.model().id()).toList());
    }

    @Produces
    @Singleton
    AnswerCache cache(RedisConnection redis, ObjectMapper json, GatewayConfig config) {
        return new AnswerCache(
                new GatewayAssembly(config).cache(), new RedisAnswerStore(redis, json));
    }

    @Produces
    @Singleton
    @Startup
    ModelGateway gateway(
            Models models,
            AnswerCache cache,
            SharedBudgets budgets,
            GatewayConfig config,
            GatewayMeters meters,
            AgentSpans spans,
            InstantSource clock) {
        GatewayAssembly assembly = new GatewayAssembly(config);
        Consumer<GatewayEvent> listener = meters;
        GatewaySetup parts =
                new GatewaySetup(
                        models,
                        Optional.of(cache),
                        assembly.routes(),
                        budgets,
                        assembly.settings(),
                        listener.andThen(spans::happened));
        return new ModelGateway(parts, new SecureRandom(), clock);
    }

    @Produces
    @Singleton
    ModelHealth modelHealth(ModelGateway models) {
        return models::isReady;
    }
}
