package io.agentfleet.providers.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    private static Optional<Duration> read(String header, String body) {
        return RetryAfter.of(Optional.of(header).filter(value -> !value.isEmpty()), body, NOW);
    }

    @Test
    void secondsAndDatesAreRead() {
        assertThat(read("20", "")).contains(Duration.ofSeconds(20));
        assertThat(read("1.5", "")).contains(Duration.ofMillis(1500));
        assertThat(read("Mon, 30 Nov 2026 10:00:30 GMT", "")).contains(Duration.ofSeconds(30));
        assertThat(read("Mon, 30 Nov 2026 09:59:00 GMT", "")).contains(Duration.ZERO);
    }

    @Test
    void withoutAHeaderTheBodyMaySayIt() {
        assertThat(read("", "{\"retryDelay\": \"34s\"}")).contains(Duration.ofSeconds(34));
        assertThat(read("soon", "{}")).isEmpty();
        assertThat(read("", "")).isEmpty();
    }
}
