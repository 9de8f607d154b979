package io.agentfleet.agent.budget.redis;

import io.agentfleet.agent.budget.Account;
import io.agentfleet.agent.budget.Amount;
import io.agentfleet.agent.budget.BudgetStore;
import io.agentfleet.agent.budget.Refusal;
import io.agentfleet.messaging.redis.RedisConnection;
import io.agentfleet.taskmodel.run.Money;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One script, and so one round trip, per operation. All keys share a slot. */
public final class RedisBudgetStore implements BudgetStore {

    private static final String OPEN = "fleet:{budget}:open";
    private static final String RESERVATION = "fleet:{budget}:reservation:";
    private static final String ACCOUNT = "fleet:{budget}:";

    /** After the last call that was charged to it. */
    private static final Duration KEEP = Duration.ofDays(7);

    private static final int AT_ONCE = 100;

    private final RedisConnection redis;

    public RedisBudgetStore(RedisConnection redis) {
        this.redis = redis;
    }

    @Override
    public Optional<Refusal> reserve(
            String id, List<Account> accounts, Amount amount, Duration lifetime) {
        List<String> keys = new ArrayList<>(List.of(OPEN, RESERVATION + id));
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                id,
                                Long.toString(amount.tokens()),
                                Long.toString(amount.money().nanos()),
                                Long.toString(lifetime.toMillis()),
                                Long.toString(KEEP.toMillis())));
        for (Account account : accounts) {
            var tokens = account.limit().tokens();
            keys.add(ACCOUNT + account.id());
            arguments.add(tokens.isPresent() ? Long.toString(tokens.getAsLong()) : "");
            arguments.add(account.limit().money().map(m -> Long.toString(m.nanos())).orElse(""));
        }
        @Nullable Response answer = redis.eval(BudgetScripts.RESERVE, keys, arguments);
        return answer == null || answer.size() == 0
                ? Optional.empty()
                : Optional.of(refusal(accounts, answer));
    }

    private static Refusal refusal(List<Account> accounts, Response answer) {
        return new Refusal(
                accounts.get(Integer.parseInt(answer.get(0).toString())),
                answer.get(1).toString().equals("2"),
                amount(answer.get(2), answer.get(3)),
                amount(answer.get(4), answer.get(5)));
    }

    private static Amount amount(Response tokens, Response nanos) {
        return new Amount(
                Long.parseLong(tokens.toString()), new Money(Long.parseLong(nanos.toString())));
    }

    @Override
    public void settle(String id, Amount spent) {
        var ignored =
                redis.eval(
                        BudgetScripts.SETTLE,
                        List.of(OPEN, RESERVATION + id),
                        List.of(
                                id,
                                Long.toString(spent.tokens()),
                                Long.toString(spent.money().nanos())));
    }

    @Override
    public int settleExpired() {
        int all = 0;
        for (int settled = AT_ONCE; settled == AT_ONCE; all += settled) {
            @Nullable Response answer =
                    redis.eval(
                            BudgetScripts.SETTLE_EXPIRED,
                            List.of(OPEN),
                            List.of(RESERVATION, Integer.toString(AT_ONCE)));
            settled = answer == null ? 0 : answer.toInteger();
        }
        return all;
    }
}
