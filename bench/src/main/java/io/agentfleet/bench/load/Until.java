package io.agentfleet.bench.load;

import java.time.Duration;

/** When a loop stops asking; what was asked is still waited for. */
public sealed interface Until {

    /** After so many tasks in all. */
    record Tasks(int count) implements Until {}

    /** After this time. */
    record Time(Duration length) implements Until {}

    /** True if the task of this number, from 0, may still be asked. */
    default boolean allows(long number, long begunNanos) {
        return switch (this) {
            case Tasks(int count) -> number < count;
            case Time(Duration length) -> System.nanoTime() - begunNanos < length.toNanos();
        };
    }
}
