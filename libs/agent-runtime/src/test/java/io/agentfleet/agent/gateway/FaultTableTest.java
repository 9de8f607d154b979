package io.agentfleet.agent.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.agentfleet.agent.budget.Amount;
import io.agentfleet.agent.budget.BudgetLimits;
import io.agentfleet.agent.budget.Limit;
import io.agentfleet.agent.budget.SharedBudgets;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.fake.Gateways;
import io.agentfleet.agent.fake.InMemoryBudgetStore;
import io.agentfleet.agent.fake.ScriptedLanguageModel;
import io.agentfleet.agent.model.ModelCallException;
import io.agentfleet.agent.model.ModelFailure;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.TokenUsage;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each failure of a model leads to: calls, who answers, what counts as spent. */
class FaultTableTest {

    private static final TokenUsage USED = new TokenUsage(10, 5);

    private final ScriptedLanguageModel main = new ScriptedLanguageModel("main");
    private final ScriptedLanguageModel spare = new ScriptedLanguageModel("spare");
    private final ScriptedLanguageModel roomy = new ScriptedLanguageModel("roomy");
    private final InMemoryBudgetStore store = new InMemoryBudgetStore();
    private final List<GatewayEvent> events = new ArrayList<>();

    private ModelGateway gateway(String... fallbacks) {
        Models models =
                new Models(
                        List.of(
                                configured("main", main, 1_000),
                                configured("spare", spare, 1_000),
                                configured("roomy", roomy, 9_000)),
                        "main",
                        Map.of(),
                        List.of(fallbacks));
        Limit much = new Limit(OptionalLong.of(1_000_000), Optional.empty());
        BudgetLimits limits = new BudgetLimits(much, Limit.NONE, Limit.NONE, Map.of(), Limit.NONE);
        GatewaySetup usual = Gateways.parts(models);
        return new ModelGateway(
                new GatewaySetup(
                        models,
                        Optional.empty(),
                        usual.routes(),
                        new SharedBudgets(
                                limits, store, Duration.ofMinutes(1), InstantSource.system()),
                        usual.settings(),
                        events::add),
                new Random(1),
                InstantSource.system());
    }

    private static ConfiguredModel configured(String name, ScriptedLanguageModel model, int room) {
        return new ConfiguredModel(name, model, room, Optional.of(Gateways.PRICE));
    }

    private static ModelRequest request() {
        return new ModelRequest(
                new AgentName("search"),
                List.of(new Message.User("What is new?")),
                List.of(),
                Optional.empty(),
                100);
    }

    private ModelAnswer ask(ModelGateway gateway) {
        return gateway.complete(request(), Gateways.caller("acme"), new TokenBudget(1_000));
    }

    private static ModelResponse fails(ModelFailure failure, String model) {
        throw new ModelCallException(failure, model + ": said no");
    }

    private Amount estimate() {
        return GatewaySettings.DEFAULT.estimate().of(request(), Optional.of(Gateways.PRICE));
    }

    @ParameterizedTest
    @CsvSource({
        // failure, calls of main, code without a fallback, a fallback is asked, counts as spent
        "UNREACHABLE,5,MODEL_UNAVAILABLE,spare,true",
        "OVERLOADED,5,MODEL_UNAVAILABLE,spare,false",
        "SERVER_ERROR,5,MODEL_UNAVAILABLE,spare,false",
        "RATE_LIMITED,5,MODEL_UNAVAILABLE,spare,false",
        "TIMED_OUT,5,MODEL_UNAVAILABLE,spare,true",
        "CUT_OFF,5,MODEL_UNAVAILABLE,spare,true",
        "UNREADABLE,5,MODEL_UNAVAILABLE,spare,true",
        "QUOTA_EXHAUSTED,1,MODEL_REFUSED,spare,false",
        "KEY_REFUSED,1,MODEL_REFUSED,spare,false",
        "UNKNOWN_MODEL,1,MODEL_REFUSED,spare,false",
        "CONTEXT_TOO_LONG,1,MODEL_REFUSED,roomy,false",
        "CONTENT_FILTERED,1,MODEL_REFUSED,,true",
        "INVALID_REQUEST,1,MODEL_REFUSED,,false"
    })
    void eachFailureHasItsRemedy(
            ModelFailure failure, int calls, ErrorCode code, String fallback, boolean counts) {
        main.does(request -> fails(failure, "main"));
        spare.answers("from spare", USED);
        roomy.answers("from roomy", USED);

        FleetException alone = catchThrowableOfType(FleetException.class, () -> ask(gateway()));
        assertThat(alone.code()).isEqualTo(code);
        assertThat(alone).hasMessageContaining("main: said no");
        assertThat(main.requests()).hasSize(calls);
        assertThat(store.spent("task:t1").tokens())
                .isEqualTo(counts ? calls * estimate().tokens() : 0);
        assertThat(store.reserved("task:t1")).isEqualTo(Amount.NOTHING);

        ModelGateway with = gateway("spare", "roomy");
        if (fallback == null) {
            assertThat(catchThrowableOfType(FleetException.class, () -> ask(with)).code())
                    .isEqualTo(code);
        } else {
            ModelAnswer answer = ask(with);
            assertThat(answer.response().message().text()).isEqualTo("from " + fallback);
            assertThat(answer.usage().model()).isEqualTo("scripted/" + fallback);
            assertThat(answer.usage().cost()).isEqualTo(Gateways.PRICE.of(USED));
            assertThat(answer.usage().route())
                    .isEqualTo(
                            "the only model; in place of main (%s)"
                                    .formatted(failure.name().toLowerCase(Locale.ROOT)));
        }
        assertThat(store.reserved("task:t1")).isEqualTo(Amount.NOTHING);
    }

    @ParameterizedTest
    @EnumSource(ModelFailure.class)
    void aFailureThatPassesIsRiddenOutAndOthersAreNot(ModelFailure failure) {
        main.does(request -> fails(failure, "main")).answers("at last", USED);
        boolean passes = failure.remedy() == ModelFailure.Remedy.RETRY;
        if (passes) {
            assertThat(ask(gateway()).response().message().text()).isEqualTo("at last");
        } else {
            assertThat(catchThrowableOfType(FleetException.class, () -> ask(gateway())))
                    .isNotNull();
        }
        assertThat(main.requests()).hasSize(passes ? 2 : 1);
    }

    @Test
    void aConnectionThatWasNeverMadeCountsNothing() {
        main.does(request -> {
            throw new ModelCallException(
                    ModelFailure.UNREACHABLE,
                    "main: refused",
                    Optional.empty(),
                    new IllegalStateException(new ConnectException("refused")));
        });
        assertThat(catchThrowableOfType(FleetException.class, () -> ask(gateway()))).isNotNull();
        assertThat(store.spent("task:t1")).isEqualTo(Amount.NOTHING);
    }

    @Test
    void theLastErrorNamesEveryModelTriedAndWhy() {
        main.does(request -> fails(ModelFailure.QUOTA_EXHAUSTED, "main"));
        spare.does(request -> fails(ModelFailure.OVERLOADED, "spare"));
        FleetException failed =
                catchThrowableOfType(FleetException.class, () -> ask(gateway("spare")));
        assertThat(failed)
                .hasMessage(
                        "2 models were tried and none answered. main: said no (quota_exhausted); spare: said no (overloaded)");
        assertThat(failed.code()).isEqualTo(ErrorCode.MODEL_UNAVAILABLE);
        assertThat(events).contains(new GatewayEvent.FellBack("main", "spare", "quota_exhausted"));
    }

    @Test
    void aDeadModelIsPassedOverToItsFallbackAndAskedIfThereIsNone() {
        main.does(request -> fails(ModelFailure.SERVER_ERROR, "main"));
        spare.answers("from spare", USED);
        ModelGateway gateway = gateway("spare");
        for (int i = 0; i < 5; i++) {
            ask(gateway);
        }
        assertThat(main.requests()).hasSize(GatewaySettings.DEFAULT.breakerWindow());
        assertThat(events)
                .contains(
                        new GatewayEvent.BreakerMoved("main", GatewayEvent.BreakerState.OPEN),
                        new GatewayEvent.FellBack("main", "spare", "left_alone"));

        ModelGateway alone = gateway();
        int before = main.requests().size();
        for (int i = 0; i < 5; i++) {
            assertThat(catchThrowableOfType(FleetException.class, () -> ask(alone))).isNotNull();
        }
        assertThat(main.requests()).hasSize(before + 25);
    }

    @Test
    void aRateLimitIsNoDeath() {
        main.does(request -> fails(ModelFailure.RATE_LIMITED, "main"));
        spare.answers("from spare", USED);
        ModelGateway gateway = gateway("spare");
        for (int i = 0; i < 5; i++) {
            ask(gateway);
        }
        assertThat(main.requests()).hasSize(25);
    }

    @Test
    void retryAfterIsWaitedForUnlessItIsTooLongOrBeyondTheDeadline() {
        RetryRule rule = new RetryRule(5, Duration.ofMillis(400), Duration.ofSeconds(30));
        Instant now = Instant.parse("2026-12-01T12:00:00Z");
        assertThat(pause(rule, 7_000, Optional.empty(), now)).contains(Duration.ofSeconds(7));
        assertThat(pause(rule, 30_001, Optional.empty(), now)).isEmpty();
        assertThat(pause(rule, 7_000, Optional.of(now.plusSeconds(7)), now)).isEmpty();
        assertThat(pause(rule, 7_000, Optional.of(now.plusSeconds(8)), now)).isPresent();
        assertThat(pause(rule, 1, Optional.empty(), now).orElseThrow())
                .isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
    }

    private static Optional<Duration> pause(
            RetryRule rule, long retryAfter, Optional<Instant> deadline, Instant now) {
        ModelCallException failure =
                new ModelCallException(
                        ModelFailure.RATE_LIMITED,
                        "slow down",
                        Optional.of(Duration.ofMillis(retryAfter)),
                        null);
        return rule.pause(failure, 1, deadline, now, new Random(1));
    }

    @Test
    void anAskedForPauseThatIsTooLongGoesToTheFallbackAtOnce() {
        main.does(request -> {
            throw new ModelCallException(
                    ModelFailure.RATE_LIMITED,
                    "main: later",
                    Optional.of(Duration.ofHours(1)),
                    null);
        });
        spare.answers("from spare", USED);
        assertThat(ask(gateway("spare")).response().message().text()).isEqualTo("from spare");
        assertThat(main.requests()).hasSize(1);
    }

    @Test
    void aCallThatWasInterruptedIsNotMadeAgainByAnyModel() {
        main.does(request -> {
            Thread.currentThread().interrupt();
            return fails(ModelFailure.UNREACHABLE, "main");
        });
        assertThat(catchThrowableOfType(FleetException.class, () -> ask(gateway("spare"))))
                .hasMessage("main: said no");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(main.requests()).hasSize(1);
        assertThat(spare.requests()).isEmpty();
    }

    @Test
    void anInterruptEndsThePauseAndNothingStaysReserved() throws InterruptedException {
        main.does(request -> {
            throw new ModelCallException(
                    ModelFailure.OVERLOADED,
                    "main: later",
                    Optional.of(Duration.ofMillis(900)),
                    null);
        });
        ModelGateway gateway = gateway();
        List<FleetException> ended = new ArrayList<>();
        Thread run =
                Thread.ofVirtual()
                        .start(() -> {
                            ended.add(
                                    catchThrowableOfType(FleetException.class, () -> ask(gateway)));
                        });
        await().until(() -> !main.requests().isEmpty());
        run.interrupt();
        run.join();
        assertThat(ended.getFirst().code()).isEqualTo(ErrorCode.CANCELLED);
        assertThat(store.reserved("task:t1")).isEqualTo(Amount.NOTHING);
    }
}
