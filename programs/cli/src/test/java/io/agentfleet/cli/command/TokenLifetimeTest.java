package io.agentfleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenLifetimeTest {

    private final TokenLifetime lifetime = new TokenLifetime();

    @ParameterizedTest
    @CsvSource({"90s, PT90S", "30m, PT30M", "8h, PT8H", "24h, PT24H", "1440m, PT24H"})
    void readsWhatPeopleWrite(String text, Duration meant) {
        assertThat(lifetime.convert(text)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "h", "0s", "-1h", "1d", "1h30m", "1.5h", "9999999999s"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> lifetime.convert(text)).hasMessageContaining("90s");
    }

    @Test
    void moreThanServicesBelieveIsRefused() {
        for (String text : new String[] {"25h", "1441m", "86401s"}) {
            assertThatThrownBy(() -> lifetime.convert(text)).hasMessageContaining("24 h");
        }
    }
}
