package io.agentfleet.agent.journal;

import io.agentfleet.agent.fake.InMemoryOwners;

class InMemoryOwnersTest extends OwnersContract {

    private final InMemoryOwners owners = new InMemoryOwners();

    @Override
    Owners owners() {
        return owners;
    }
}
