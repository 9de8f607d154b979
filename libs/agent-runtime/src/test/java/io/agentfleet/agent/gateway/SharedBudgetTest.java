package io.agentfleet.agent.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.agent.budget.Amount;
import io.agentfleet.agent.budget.BudgetLimits;
import io.agentfleet.agent.budget.Limit;
import io.agentfleet.agent.budget.SharedBudgets;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.fake.Gateways;
import io.agentfleet.agent.fake.InMemoryBudgetStore;
import io.agentfleet.agent.fake.ScriptedLanguageModel;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharedBudgetTest {

    private static final InstantSource NOON = () -> Instant.parse("2026-12-01T12:00:00Z");
    private static final TokenUsage USED = new TokenUsage(10, 5);

    private final InMemoryBudgetStore store = new InMemoryBudgetStore();
    private final ScriptedLanguageModel model = new ScriptedLanguageModel().answers("news", USED);

    private ModelGateway gateway(BudgetLimits limits, Optional<Price> price, UnknownPrice policy) {
        Models models = Models.only(new ConfiguredModel("gpt", model, 1_000, price));
        GatewaySetup usual = Gateways.parts(models);
        GatewaySettings settings =
                new GatewaySettings(
                        Gateways.AT_ONCE, 10, 0.5, Duration.ofSeconds(1), new Estimate(25), policy);
        SharedBudgets budgets = new SharedBudgets(limits, store, Duration.ofMinutes(1), NOON);
        return new ModelGateway(
                new GatewaySetup(
                        models, Optional.empty(), usual.routes(), budgets, settings, event -> {}),
                new Random(1),
                NOON);
    }

    private ModelGateway gateway(BudgetLimits limits) {
        return gateway(limits, Optional.of(Gateways.PRICE), UnknownPrice.REFUSE);
    }

    private static ModelAnswer ask(ModelGateway gateway, String tenant) {
        return gateway.complete(request(), Gateways.caller(tenant), new TokenBudget(1_000));
    }

    private static ModelRequest request() {
        return new ModelRequest(
                new AgentName("search"),
                List.of(new Message.User("What is new?")),
                List.of(),
                Optional.empty(),
                100);
    }

    private static Limit dollars(String amount) {
        return new Limit(OptionalLong.empty(), Optional.of(Money.usd(new BigDecimal(amount))));
    }

    private static Limit tokens(long most) {
        return new Limit(OptionalLong.of(most), Optional.empty());
    }

    private static BudgetLimits ofSession(Limit limit) {
        return new BudgetLimits(Limit.NONE, limit, Limit.NONE, Map.of(), Limit.NONE);
    }

    private static BudgetLimits ofTenants(Limit all, Map<String, Limit> own) {
        return new BudgetLimits(Limit.NONE, Limit.NONE, all, own, Limit.NONE);
    }

    @Test
    void aCallIsSettledWithWhatTheProviderReports() {
        ask(gateway(ofSession(dollars("1"))), "acme");
        assertThat(store.spent("session:s1")).isEqualTo(new Amount(15, Gateways.PRICE.of(USED)));
        assertThat(store.reserved("session:s1")).isEqualTo(Amount.NOTHING);
    }

    @Test
    void aSpentLimitIsNamedWithItsSettingAndARemedyAndNoModelIsAsked() {
        assertThatThrownBy(() -> ask(gateway(ofSession(dollars("0.001"))), "acme"))
                .isInstanceOf(FleetException.class)
                .hasMessageStartingWith("the limit of session s1 is $0.001 ($0 spent, $0 reserved)")
                .hasMessageEndingWith(
                        "raise fleet.model.budget.session.dollars, or begin another session")
                .extracting(e -> ((FleetException) e).code())
                .isEqualTo(ErrorCode.COST_BUDGET_EXCEEDED);
        assertThatThrownBy(() -> ask(gateway(ofSession(tokens(50))), "acme"))
                .hasMessageContaining("raise fleet.model.budget.session.tokens")
                .extracting(e -> ((FleetException) e).code())
                .isEqualTo(ErrorCode.TOKEN_BUDGET_EXCEEDED);
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void aTenantMayHaveALimitOfItsOwnAndTenantsShareNone() {
        ModelGateway gateway =
                gateway(ofTenants(tokens(50), Map.of("umbrella", tokens(1_000_000))));
        ask(gateway, "umbrella");
        assertThatThrownBy(() -> ask(gateway, "acme"))
                .hasMessageContaining("tenant acme on 2026-12-01 (UTC)");
        assertThat(store.spent("tenant:umbrella:2026-12-01").tokens()).isEqualTo(15);
    }

    @Test
    void whereMoneyIsLimitedAModelWithoutAPriceIsRefusedOrCountsTokensOnly() {
        BudgetLimits limits = ofSession(dollars("1"));
        assertThatThrownBy(
                        () -> ask(gateway(limits, Optional.empty(), UnknownPrice.REFUSE), "acme"))
                .hasMessageContaining("the price of model 'gpt' is not known");
        ask(gateway(limits, Optional.empty(), UnknownPrice.COUNT_TOKENS_ONLY), "acme");
        assertThat(store.spent("session:s1")).isEqualTo(new Amount(15, Money.NONE));
        ask(gateway(ofSession(tokens(1_000)), Optional.empty(), UnknownPrice.REFUSE), "acme");
    }

    @Test
    void aStoreThatIsAwayStopsCallsWhereMoneyOrATenantIsLimited() {
        store.away(true);
        for (BudgetLimits strict :
                List.of(
                        ofSession(dollars("1")),
                        ofTenants(tokens(1_000_000), Map.of()),
                        ofTenants(Limit.NONE, Map.of("acme", tokens(1_000_000))))) {
            assertThatThrownBy(() -> ask(gateway(strict), "acme"))
                    .hasMessageStartingWith("No model is called while nobody knows")
                    .extracting(e -> ((FleetException) e).code())
                    .isEqualTo(ErrorCode.UNAVAILABLE);
        }
        assertThat(model.requests()).isEmpty();
        ask(gateway(ofSession(tokens(1_000))), "acme");
        assertThat(model.requests()).hasSize(1);
    }

    @Test
    void withoutLimitsNoStoreIsAsked() {
        store.away(true);
        assertThat(ask(gateway(BudgetLimits.NONE), "acme").response().message().text())
                .isEqualTo("news");
    }

    @Test
    void aStoreThatLeavesDuringTheCallFailsNothing() {
        ScriptedLanguageModel leaving =
                new ScriptedLanguageModel()
                        .does(request -> {
                            store.away(true);
                            return new ModelResponse(
                                    new Message.Assistant("news", List.of()), USED);
                        });
        Models models =
                Models.only(
                        new ConfiguredModel("gpt", leaving, 1_000, Optional.of(Gateways.PRICE)));
        GatewaySetup usual = Gateways.parts(models);
        SharedBudgets budgets =
                new SharedBudgets(ofSession(dollars("1")), store, Duration.ofNanos(1), NOON);
        ModelGateway gateway =
                new ModelGateway(
                        new GatewaySetup(
                                models,
                                Optional.empty(),
                                usual.routes(),
                                budgets,
                                usual.settings(),
                                event -> {}),
                        new Random(1),
                        NOON);
        ask(gateway, "acme");

        store.away(false);
        assertThat(store.settleExpired()).isEqualTo(1);
        assertThat(store.spent("session:s1"))
                .isEqualTo(new Estimate(25).of(request(), Optional.of(Gateways.PRICE)));
    }
}
