package io.agentfleet.messaging.retry;

import io.agentfleet.schemas.FleetException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Repeats what must happen before a record may be committed, for as long as the log or the store is
 * away. Ends only with success, a refusal that time does not mend, or an interrupt.
 */
public final class RetryUntilAvailable {

    private static final Logger LOG = Logger.getLogger(RetryUntilAvailable.class);
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private RetryUntilAvailable() {}

    /** Returns what the attempt gives in the end. */
    public static <T> T until(Supplier<T> attempt) throws InterruptedException {
        for (Duration pause = FIRST; ; pause = longer(pause)) {
            try {
                return attempt.get();
            } catch (FleetException e) {
                if (!e.code().retryable()) {
                    throw e;
                }
                LOG.warnf("waiting_for_infrastructure reason=%s", e.getMessage());
                Thread.sleep(pause);
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }
}
