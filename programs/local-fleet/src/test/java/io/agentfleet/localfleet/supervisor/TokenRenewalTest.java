package io.agentfleet.localfleet.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.localfleet.access.LocalAccess;
import io.agentfleet.localfleet.file.FleetHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenRenewalTest {

    private static final Duration HALF = LocalAccess.SERVICE_TOKEN.dividedBy(2);

    @TempDir private Path folder;

    private Instant now = Instant.parse("2026-11-26T10:00:00Z");
    private TokenRenewal renewal;

    @BeforeEach
    void begin() {
        FleetHome home = new FleetHome(folder, folder);
        renewal = new TokenRenewal(new LocalAccess(home, Map.of("parrot", "parrot")), () -> now);
        renewal.begin();
    }

    @Test
    void aTokenIsRenewedAtHalfItsTimeAndNotBefore() throws IOException {
        String first = token();
        pass(HALF.minusSeconds(1));
        assertThat(token()).isEqualTo(first);
        pass(Duration.ofSeconds(1));
        assertThat(token()).isNotEqualTo(first);
    }

    @Test
    void whatCannotBeRenewedIsTriedAgain() throws IOException {
        String first = token();
        Path key = folder.resolve("access/key.json");
        Path away = folder.resolve("away");
        Files.move(key, away);
        pass(HALF);
        assertThat(token()).isEqualTo(first);
        Files.move(away, key);
        pass(Duration.ofSeconds(30));
        assertThat(token()).isNotEqualTo(first);
    }

    @Test
    void anotherKeyMeansANewTokenAtOnce() throws IOException {
        String first = token();
        renewal.changeKey();
        assertThat(token()).isNotEqualTo(first);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        renewal.look();
    }

    private String token() throws IOException {
        return Files.readString(folder.resolve("access/tokens/parrot"));
    }
}
