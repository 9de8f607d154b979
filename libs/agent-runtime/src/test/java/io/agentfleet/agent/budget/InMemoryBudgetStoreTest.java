package io.agentfleet.agent.budget;

import io.agentfleet.agent.fake.InMemoryBudgetStore;

class InMemoryBudgetStoreTest extends BudgetStoreContract {

    private final InMemoryBudgetStore store = new InMemoryBudgetStore();

    @Override
    BudgetStore store() {
        return store;
    }

    @Override
    Amount spent(String account) {
        return store.spent(account);
    }

    @Override
    Amount reserved(String account) {
        return store.reserved(account);
    }
}
