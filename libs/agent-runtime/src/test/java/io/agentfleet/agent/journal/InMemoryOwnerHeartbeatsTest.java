package io.agentfleet.agent.journal;

import io.agentfleet.agent.fake.InMemoryOwnerHeartbeats;

class InMemoryOwnerHeartbeatsTest extends OwnerHeartbeatsContract {

    private final InMemoryOwnerHeartbeats owners = new InMemoryOwnerHeartbeats();

    @Override
    OwnerHeartbeats owners() {
        return owners;
    }
}
