package io.agentfleet.faults.soak;

import java.time.Duration;

/** One thing to be done to a fleet. */
public sealed interface Fault {

    /** What it is done to: a process's name, or {@code redis}. */
    String victim();

    /** As it is printed. */
    String verb();

    /** SIGKILL. */
    record Kill(String victim) implements Fault {

        @Override
        public String verb() {
            return "kill -9";
        }
    }

    /** SIGSTOP, and SIGCONT after a while. */
    record Freeze(String victim, Duration howLong) implements Fault {

        @Override
        public String verb() {
            return "stopped %.1f s".formatted(howLong.toMillis() / 1000.0);
        }
    }

    /** Everything in Redis is gone. */
    record Empty() implements Fault {

        @Override
        public String victim() {
            return "redis";
        }

        @Override
        public String verb() {
            return "emptied";
        }
    }
}
