package io.agentfleet.agent.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.agent.budget.Account;
import io.agentfleet.agent.budget.Amount;
import io.agentfleet.agent.budget.BudgetLimits;
import io.agentfleet.agent.budget.BudgetStore;
import io.agentfleet.agent.budget.Limit;
import io.agentfleet.agent.budget.Refusal;
import io.agentfleet.agent.budget.SharedBudgets;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.fake.Gateways;
import io.agentfleet.agent.fake.ScriptedLanguageModel;
import io.agentfleet.agent.model.Caller;
import io.agentfleet.agent.model.ModelCallException;
import io.agentfleet.agent.model.ModelFailure;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A hundred threads of several processes that spend one tenant's budget on a model that fails in
 * every way, while processes are killed before they can settle.
 */
final class TenantBudgetStorm {

    static final String ACCOUNT = "tenant:acme:2026-12-01";

    private static final InstantSource NOON = () -> Instant.parse("2026-12-01T12:00:00Z");
    private static final int THREADS = 100;
    private static final Limit LIMIT =
            new Limit(OptionalLong.of(200_000), Optional.of(new Money(1_500_000_000)));
    private static final ModelFailure[] FAILURES = ModelFailure.values();

    private final BudgetStore store;
    private final Function<String, Amount> spent;
    private final Function<String, Amount> reserved;
    private final LongAdder charged = new LongAdder();
    private final LongAdder chargedNanos = new LongAdder();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();

    TenantBudgetStorm(
            BudgetStore store, Function<String, Amount> spent, Function<String, Amount> reserved) {
        this.store = store;
        this.spent = spent;
        this.reserved = reserved;
    }

    /** Every tenth process dies after the call: its settlement is lost. */
    private final class Killed implements BudgetStore {

        @Override
        public Optional<Refusal> reserve(
                String id, List<Account> accounts, Amount amount, Duration lifetime) {
            return store.reserve(id, accounts, amount, lifetime);
        }

        @Override
        public void settle(String id, Amount amount) {
            if (ThreadLocalRandom.current().nextInt(10) == 0) {
                dropped.incrementAndGet();
                return;
            }
            store.settle(id, amount);
        }

        @Override
        public int settleExpired() {
            return store.settleExpired();
        }
    }

    private ModelResponse answer(ModelRequest request) {
        ThreadLocalRandom chance = ThreadLocalRandom.current();
        TokenUsage usage = new TokenUsage(chance.nextInt(1, 4), chance.nextInt(0, 101));
        if (chance.nextInt(3) == 0) {
            ModelFailure failure = FAILURES[chance.nextInt(FAILURES.length)];
            boolean unknown =
                    switch (failure) {
                        case TIMED_OUT, CUT_OFF, UNREADABLE, CONTENT_FILTERED, UNREACHABLE -> true;
                        case OVERLOADED,
                                SERVER_ERROR,
                                RATE_LIMITED,
                                QUOTA_EXHAUSTED,
                                KEY_REFUSED,
                                UNKNOWN_MODEL,
                                CONTEXT_TOO_LONG,
                                INVALID_REQUEST ->
                                false;
                    };
            if (unknown && chance.nextBoolean()) {
                charge(usage); // it gave no answer, and its provider charges all the same
            }
            throw new ModelCallException(failure, "main: " + failure);
        }
        charge(usage);
        return new ModelResponse(new Message.Assistant("news", List.of()), usage);
    }

    private void charge(TokenUsage usage) {
        charged.add(usage.total());
        chargedNanos.add(Gateways.PRICE.of(usage).nanos());
    }

    private ModelGateway gateway() {
        ScriptedLanguageModel model = new ScriptedLanguageModel("main").does(this::answer);
        Models models =
                new Models(
                        List.of(
                                new ConfiguredModel(
                                        "main", model, 1_000, Optional.of(Gateways.PRICE)),
                                new ConfiguredModel(
                                        "spare", model, 9_000, Optional.of(Gateways.PRICE))),
                        "main",
                        Map.of(),
                        List.of("spare"));
        BudgetLimits limits = new BudgetLimits(Limit.NONE, Limit.NONE, LIMIT, Map.of(), Limit.NONE);
        GatewaySetup usual = Gateways.parts(models);
        return new ModelGateway(
                new GatewaySetup(
                        models,
                        Optional.empty(),
                        usual.routes(),
                        new SharedBudgets(limits, new Killed(), Duration.ofMillis(300), NOON),
                        usual.settings(),
                        event -> {}),
                new Random(7),
                NOON);
    }

    private void run(ModelGateway gateway, int thread) {
        Caller caller =
                new Caller(
                        "acme",
                        new SessionId("s" + thread),
                        new TaskId("t" + thread),
                        "What is new?",
                        Optional.empty());
        ModelRequest request =
                new ModelRequest(
                        new AgentName("search"),
                        List.of(new Message.User("What is new?")),
                        List.of(),
                        Optional.empty(),
                        100);
        while (refused.get() < THREADS) {
            try {
                gateway.complete(request, caller, new TokenBudget(1_000_000));
            } catch (FleetException e) {
                if (e.code() == ErrorCode.TOKEN_BUDGET_EXCEEDED
                        || e.code() == ErrorCode.COST_BUDGET_EXCEEDED) {
                    refused.incrementAndGet();
                }
            }
            requireWithin(spent.apply(ACCOUNT));
        }
    }

    private static void requireWithin(Amount amount) {
        assertThat(amount.tokens()).isLessThanOrEqualTo(LIMIT.tokens().orElseThrow());
        assertThat(amount.money()).isLessThanOrEqualTo(LIMIT.money().orElseThrow());
    }

    /** Spends all, then looks at what is left. */
    void rages() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<ModelGateway> processes = List.of(gateway(), gateway(), gateway(), gateway());
            var runs =
                    IntStream.range(0, THREADS)
                            .mapToObj(i -> threads.submit(() -> run(processes.get(i % 4), i)))
                            .toList();
            for (var one : runs) {
                one.get();
            }
        }
        await().untilAsserted(() -> {
            store.settleExpired();
            assertThat(reserved.apply(ACCOUNT)).isEqualTo(Amount.NOTHING);
        });
        Amount known = spent.apply(ACCOUNT);
        requireWithin(known);
        assertThat(dropped.get()).isPositive();
        assertThat(charged.sum()).isLessThanOrEqualTo(known.tokens());
        assertThat(chargedNanos.sum()).isLessThanOrEqualTo(known.money().nanos());
    }
}
