package io.agentfleet.providers.error;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a provider asks to wait. Pure. */
public final class RetryAfter {

    /** Gemini says it in its body. */
    private static final Pattern RETRY_DELAY =
            Pattern.compile("\"retryDelay\"\\s*:\\s*\"(\\d{1,9}(?:\\.\\d{1,9})?)s\"");

    private RetryAfter() {}

    /**
     * Reads it.
     *
     * @param header {@code Retry-After}: seconds, or a date as HTTP writes it
     */
    public static Optional<Duration> of(Optional<String> header, String body, Instant now) {
        return header.map(String::strip)
                .flatMap(value -> seconds(value).or(() -> untilDate(value, now)))
                .or(() -> inBody(body));
    }

    private static Optional<Duration> seconds(String value) {
        return value.matches("\\d{1,9}(\\.\\d{1,9})?")
                ? Optional.of(exact(value))
                : Optional.empty();
    }

    private static Duration exact(String seconds) {
        return Duration.ofMillis((long) (Double.parseDouble(seconds) * 1000));
    }

    private static Optional<Duration> untilDate(String value, Instant now) {
        try {
            Instant then =
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Optional.of(then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> inBody(String body) {
        Matcher found = RETRY_DELAY.matcher(body);
        return found.find() ? Optional.of(exact(found.group(1))) : Optional.empty();
    }
}
