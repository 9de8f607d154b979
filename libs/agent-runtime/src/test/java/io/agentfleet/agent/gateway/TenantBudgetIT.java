package io.agentfleet.agent.gateway;

import io.agentfleet.agent.budget.Amount;
import io.agentfleet.agent.budget.redis.RedisBudgetStore;
import io.agentfleet.messaging.redis.TestRedis;
import io.agentfleet.taskmodel.run.Money;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NullUnmarked
class TenantBudgetIT {

    private static TestRedis redis;

    @BeforeAll
    static void start() {
        redis = new TestRedis();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void aHundredThreadsNeverSpendMoreThanTheirTenantMay() throws Exception {
        new TenantBudgetStorm(
                        new RedisBudgetStore(redis.connection()),
                        account -> amount(account, ""),
                        account -> amount(account, "_reserved"))
                .rages();
    }

    private static Amount amount(String account, String suffix) {
        return new Amount(
                number(account, "tokens" + suffix), new Money(number(account, "nanos" + suffix)));
    }

    private static long number(String account, String field) {
        var value = redis.connection().execute("HGET", "fleet:{budget}:" + account, field);
        return value == null ? 0 : value.toLong();
    }
}
