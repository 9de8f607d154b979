package io.agentfleet.providers.chat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Whether a provider can be reached. Asked in the background, at most once in {@link #GOOD_FOR};
 * whoever wants to know gets what was found last, at once. Costs no tokens.
 */
final class Reachability {

    static final Duration GOOD_FOR = Duration.ofSeconds(30);
    static final Duration BAD_FOR = Duration.ofSeconds(5);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(1);

    /** What was found, and when. */
    private record Finding(Optional<String> problem, Instant at) {
        boolean isFresh(Instant now) {
            return at.plus(problem.isEmpty() ? GOOD_FOR : BAD_FOR).isAfter(now);
        }
    }

    private final HttpClient network;
    private final HttpRequest question;
    private final InstantSource clock;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Finding last = new Finding(Optional.of("not asked yet"), Instant.MIN);

    Reachability(HttpClient network, HttpRequest.Builder question) {
        this(network, question, InstantSource.system());
    }

    Reachability(HttpClient network, HttpRequest.Builder question, InstantSource clock) {
        this.network = network;
        this.question = question.timeout(ANSWERS_WITHIN).GET().build();
        this.clock = clock;
    }

    /** Why it cannot be used; empty if it can. */
    Optional<String> problem() {
        Finding found = last;
        if (!found.isFresh(clock.instant()) && asking.compareAndSet(false, true)) {
            var _ =
                    network.sendAsync(question, HttpResponse.BodyHandlers.discarding())
                            .orTimeout(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                            .handle((response, error) -> problem(response, error))
                            .thenAccept(this::found);
        }
        return found.problem();
    }

    private void found(Optional<String> problem) {
        last = new Finding(problem, clock.instant());
        asking.set(false);
    }

    private static Optional<String> problem(
            @Nullable HttpResponse<?> response, @Nullable Throwable error) {
        if (response == null) {
            return Optional.of("it does not answer: " + error);
        }
        return switch (response.statusCode()) {
            case 401, 403 -> Optional.of("key refused");
            default ->
                    response.statusCode() < 500
                            ? Optional.empty()
                            : Optional.of("it answers HTTP " + response.statusCode());
        };
    }
}
