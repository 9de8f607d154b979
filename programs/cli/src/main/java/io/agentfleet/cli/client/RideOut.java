package io.agentfleet.cli.client;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How long a client goes on asking while a service is away, such as for a restart. Says once that
 * it is away, and once that it is back. Safe for many threads.
 */
public final class RideOut {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Duration atMost;
    private final Consumer<String> say;
    private @Nullable Long awaySince;

    private RideOut(Duration atMost, Consumer<String> say) {
        this.atMost = atMost;
        this.say = say;
    }

    /** For commands that only look: who does not answer at once is away. */
    public static RideOut none() {
        return new RideOut(Duration.ZERO, text -> {});
    }

    /**
     * For commands that wait.
     *
     * @param say shows a line to the waiting user
     */
    public static RideOut of(Consumer<String> say) {
        return new RideOut(LONGEST, say);
    }

    /** Waits a moment and returns true, or returns false at once after too long. */
    boolean again(String service, String why) throws InterruptedException {
        if (atMost.isZero()) {
            return false;
        }
        firstTime(service, why).ifPresent(say);
        if (away().compareTo(atMost) > 0) {
            return false;
        }
        Thread.sleep(PAUSE);
        return true;
    }

    private synchronized Optional<String> firstTime(String service, String why) {
        if (awaySince != null) {
            return Optional.empty();
        }
        awaySince = System.nanoTime();
        return Optional.of(
                "%s does not answer (%s): trying again for up to %d s"
                        .formatted(service, why, atMost.toSeconds()));
    }

    private synchronized Duration away() {
        return awaySince == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - awaySince);
    }

    /** It answered. */
    void answered(String service) {
        if (wasAway()) {
            say.accept(service + " answers again");
        }
    }

    private synchronized boolean wasAway() {
        boolean away = awaySince != null;
        awaySince = null;
        return away;
    }
}
