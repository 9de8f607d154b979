package io.agentfleet.agent.journal;

import java.util.UUID;

/** One start of one process: a process that is started again is another owner. */
public record OwnerId(String value) {

    public OwnerId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an owner's id must not be blank: give it a UUID");
        }
    }

    /** Nobody else's. */
    public static OwnerId random() {
        return new OwnerId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
