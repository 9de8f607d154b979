package io.agentfleet.localfleet.supervisor;

import io.agentfleet.localfleet.access.LocalAccess;
import io.agentfleet.localfleet.failure.CommandException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Gives the services of a secured fleet new tokens long before theirs end.
 *
 * <p>Owned by the supervisor's thread, which looks often; the clock is asked each time, so a
 * machine that slept catches up at once.
 */
final class TokenRenewal {

    private static final Duration EVERY = LocalAccess.SERVICE_TOKEN.dividedBy(2);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final LocalAccess access;
    private final InstantSource clock;
    private Instant next = Instant.MIN;

    TokenRenewal(LocalAccess access) {
        this(access, InstantSource.system());
    }

    TokenRenewal(LocalAccess access, InstantSource clock) {
        this.access = access;
        this.clock = clock;
    }

    /** Makes what the services need to start. */
    void begin() {
        access.prepare(clock.instant());
        next = clock.instant().plus(EVERY);
    }

    /** Renews if it is time. */
    void look() {
        if (!clock.instant().isBefore(next)) {
            carefully(() -> access.renew(clock.instant()));
        }
    }

    /** Takes another key. */
    void changeKey() {
        carefully(() -> access.changeKey(clock.instant()));
    }

    private void carefully(Runnable work) {
        try {
            work.run();
            next = clock.instant().plus(EVERY);
        } catch (UncheckedIOException | CommandException e) {
            System.err.println(
                    "tokens are not renewed, and will be tried again: " + e.getMessage());
            next = clock.instant().plus(AFTER_FAILURE);
        }
    }
}
