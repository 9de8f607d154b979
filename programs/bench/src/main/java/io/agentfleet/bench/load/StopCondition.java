package io.agentfleet.bench.load;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** When a loop stops asking; what was asked is still waited for. */
public sealed interface StopCondition {

    /** After so many tasks in all. */
    record Tasks(int count) implements StopCondition {}

    /** After this time. */
    record Time(Duration length) implements StopCondition {}

    /** As long as the condition holds. */
    record WhileTrue(BooleanSupplier goesOn) implements StopCondition {}

    /** How long a measurement is that cannot end otherwise. */
    default Duration length() {
        return switch (this) {
            case Time(Duration length) -> length;
            case Tasks _, WhileTrue _ -> Duration.ofSeconds(30);
        };
    }

    /** True if the task of this number, from 0, may still be asked. */
    default boolean allows(long number, long begunNanos) {
        return switch (this) {
            case Tasks(int count) -> number < count;
            case WhileTrue(BooleanSupplier goesOn) -> goesOn.getAsBoolean();
            case Time(Duration length) -> System.nanoTime() - begunNanos < length.toNanos();
        };
    }
}
