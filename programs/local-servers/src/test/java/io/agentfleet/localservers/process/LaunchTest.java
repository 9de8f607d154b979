package io.agentfleet.localservers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {

    @TempDir Path folder;

    @Test
    void passesTheEnvironmentAndAppendsToTheLog() {
        Probe probe = () -> logged().contains("hello") ? Optional.empty() : Optional.of("silent");
        try (ServerProcess part = launch("echo $GREETING; exec sleep 60", probe).start()) {
            part.awaitReady(Duration.ofSeconds(10), line -> {});
            assertThat(part.isAlive()).isTrue();
            part.stop();
            assertThat(part.isAlive()).isFalse();
        }
    }

    @Test
    void showsTheEndOfTheLogWhenItEndsBeforeItIsReady() {
        Launch launch = launch("echo port is taken; exit 3", () -> Optional.of("silent"));
        ServerProcess part = launch.start();
        assertThatThrownBy(() -> part.awaitReady(Duration.ofSeconds(10), line -> {}))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("ended before it was ready")
                .hasMessageContaining("port is taken");
    }

    @Test
    void saysWhatItWaitedForWhenTheTimeIsOver() {
        try (ServerProcess part =
                launch("exec sleep 60", () -> Optional.of("no topic yet")).start()) {
            assertThatThrownBy(() -> part.awaitReady(Duration.ofMillis(100), line -> {}))
                    .hasMessageContaining("not ready")
                    .hasMessageContaining("no topic yet");
        }
    }

    @Test
    void killsAProcessThatIgnoresTheRequestToEnd() {
        Probe probe = () -> logged().contains("deaf") ? Optional.empty() : Optional.of("silent");
        String script = "trap '' TERM; echo deaf; while :; do sleep 0.1; done";
        ServerProcess part =
                launch(script, probe).start().awaitReady(Duration.ofSeconds(10), l -> {});
        part.stop(Duration.ofMillis(200));
        assertThat(part.isAlive()).isFalse();
    }

    private Launch launch(String script, Probe probe) {
        return new Launch(
                "script",
                List.of("sh", "-c", script),
                Map.of("GREETING", "hello"),
                folder,
                folder.resolve("log"),
                1,
                probe);
    }

    private String logged() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (java.io.IOException e) {
            return "";
        }
    }
}
