package io.agentfleet.agent.gateway;

import io.agentfleet.agent.fake.InMemoryBudgetStore;
import org.junit.jupiter.api.Test;

class TenantBudgetTest {

    @Test
    void aHundredThreadsNeverSpendMoreThanTheirTenantMay() throws Exception {
        InMemoryBudgetStore store = new InMemoryBudgetStore();
        new TenantBudgetStorm(store, store::spent, store::reserved).rages();
    }
}
