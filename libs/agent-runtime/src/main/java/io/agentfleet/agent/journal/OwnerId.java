package io.agentfleet.agent.journal;

import java.time.Instant;
import java.util.UUID;

/**
 * One start of one process: a process that is started again is another owner.
 *
 * @param instance names the process over its starts, such as its pod's name; no two have the same
 * @param start when it was started, in milliseconds of the epoch: the later start is the living one
 */
public record OwnerId(String instance, long start) {

    private static final char SEPARATOR = '@';

    public OwnerId {
        if (instance.isBlank()) {
            throw new IllegalArgumentException(
                    "an owner's instance must not be blank: set FLEET_INSTANCE to a name of its own");
        }
    }

    /** This start of an instance. */
    public static OwnerId startedAt(String instance, Instant now) {
        return new OwnerId(instance, now.toEpochMilli());
    }

    /** Of an instance without a name: unique. */
    public static OwnerId random() {
        return new OwnerId(UUID.randomUUID().toString(), 0);
    }

    /** Reads what {@link #toString()} wrote. */
    public static OwnerId parse(String text) {
        int end = text.lastIndexOf(SEPARATOR);
        return new OwnerId(text.substring(0, end), Long.parseLong(text.substring(end + 1)));
    }

    @Override
    public String toString() {
        return instance + SEPARATOR + start;
    }
}
