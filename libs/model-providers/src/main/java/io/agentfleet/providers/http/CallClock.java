package io.agentfleet.providers.http;

import io.agentfleet.agent.model.ModelTimeLimits;
import java.time.Duration;

/** The time limits of one call that has begun. */
final class CallClock {

    private static final Duration END_WITHIN = Duration.ofMillis(500);

    private final ModelTimeLimits limits;
    private final long start = System.nanoTime();
    private boolean begun;
    private boolean endExpected;

    CallClock(ModelTimeLimits limits) {
        this.limits = limits;
    }

    /** The first sign of an answer came. */
    void begin() {
        begun = true;
    }

    /** All came; what may still come has little time. */
    void expectEnd() {
        endExpected = true;
    }

    boolean isEndExpected() {
        return endExpected;
    }

    /** How long the next sign may take; zero or less if the time is over. */
    Duration left() {
        Duration total = limits.total().minus(sinceStart());
        Duration step = step();
        return step.compareTo(total) < 0 ? step : total;
    }

    private Duration step() {
        if (endExpected) {
            return END_WITHIN;
        }
        return begun ? limits.betweenTokens() : limits.firstToken().minus(sinceStart());
    }

    /** Which limit is over, for people. */
    String over() {
        if (sinceStart().compareTo(limits.total()) >= 0) {
            return "it did not answer within %s (time-limit.total)".formatted(text(limits.total()));
        }
        return begun
                ? "its answer stood still for %s (time-limit.between-tokens)"
                        .formatted(text(limits.betweenTokens()))
                : "it did not begin to answer within %s (time-limit.first-token)"
                        .formatted(text(limits.firstToken()));
    }

    /** A time for people. */
    static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + " s"
                : duration.toMillis() + " ms";
    }

    private Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
