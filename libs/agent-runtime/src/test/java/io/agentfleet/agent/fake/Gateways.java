package io.agentfleet.agent.fake;

import io.agentfleet.agent.budget.BudgetLimits;
import io.agentfleet.agent.budget.SharedBudgets;
import io.agentfleet.agent.gateway.ConfiguredModel;
import io.agentfleet.agent.gateway.GatewaySettings;
import io.agentfleet.agent.gateway.GatewaySetup;
import io.agentfleet.agent.gateway.ModelGateway;
import io.agentfleet.agent.gateway.Models;
import io.agentfleet.agent.gateway.Price;
import io.agentfleet.agent.gateway.RetryRule;
import io.agentfleet.agent.model.Caller;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.route.RuleRoutes;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.run.Money;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Gateways for tests: no limits, no cache, retries without waiting. */
public final class Gateways {

    /** Retries that take a millisecond. */
    public static final RetryRule AT_ONCE =
            new RetryRule(5, Duration.ofMillis(1), Duration.ofSeconds(1));

    /** Three dollars a million tokens read, fifteen written. */
    public static final Price PRICE =
            new Price(
                    new Money(3_000), new Money(300), new Money(15_000), LocalDate.of(2026, 12, 1));

    private Gateways() {}

    /** One model for everything. */
    public static ModelGateway of(LanguageModel model) {
        return of(Models.only(new ConfiguredModel("only", model, 100_000, Optional.empty())));
    }

    /** These models. */
    public static ModelGateway of(Models models) {
        return new ModelGateway(parts(models), new Random(1), InstantSource.system());
    }

    /** What {@link #of(Models)} is made of. */
    public static GatewaySetup parts(Models models) {
        return new GatewaySetup(
                models,
                Optional.empty(),
                new RuleRoutes(List.of()),
                new SharedBudgets(
                        BudgetLimits.NONE,
                        new InMemoryBudgetStore(),
                        Duration.ofMinutes(1),
                        InstantSource.system()),
                GatewaySettings.DEFAULT.with(AT_ONCE),
                event -> {});
    }

    /** Somebody of a tenant. */
    public static Caller caller(String tenant) {
        return new Caller(
                tenant, new SessionId("s1"), new TaskId("t1"), "What is new?", Optional.empty());
    }
}
