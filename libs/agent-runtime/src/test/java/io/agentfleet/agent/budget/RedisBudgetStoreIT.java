package io.agentfleet.agent.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.agent.budget.redis.RedisBudgetStore;
import io.agentfleet.messaging.redis.TestRedis;
import io.agentfleet.taskmodel.run.Money;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NullUnmarked
class RedisBudgetStoreIT extends BudgetStoreContract {

    private static TestRedis redis;

    @BeforeAll
    static void start() {
        redis = new TestRedis();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Override
    BudgetStore store() {
        return new RedisBudgetStore(redis.connection());
    }

    @Override
    Amount spent(String account) {
        return amount(account, "");
    }

    @Override
    Amount reserved(String account) {
        return amount(account, "_reserved");
    }

    private static Amount amount(String account, String suffix) {
        return new Amount(
                number(account, "tokens" + suffix), new Money(number(account, "nanos" + suffix)));
    }

    private static long number(String account, String field) {
        var value = redis.connection().execute("HGET", "fleet:{budget}:" + account, field);
        return value == null ? 0 : value.toLong();
    }

    @Test
    void aReservationLeavesNothingBehindOnceItIsSettled() {
        Account account = account("a", OptionalLong.of(100), java.util.Optional.empty());
        store().reserve("left-behind", List.of(account), amount(10, 0), LONG);
        store().settle("left-behind", Amount.NOTHING);
        var left = redis.connection().execute("KEYS", "fleet:{budget}:*left-behind*");
        assertThat(left == null ? 0 : left.size()).isZero();
        var open = redis.connection().execute("ZSCORE", "fleet:{budget}:open", "left-behind");
        assertThat(open).isNull();
    }
}
