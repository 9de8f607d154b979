package io.agentfleet.cli.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.JsonFile;
import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localfleet.state.ProcessIdentity;
import io.agentfleet.localfleet.state.ProcessPhase;
import io.agentfleet.localfleet.state.ProcessState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetStartTest {

    private static final ProcessIdentity THIS = ProcessIdentity.of(ProcessHandle.current());

    @TempDir private Path folder;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @BeforeEach
    void nothingToBuild() throws IOException {
        Files.writeString(folder.resolve("fleet.properties"), "");
    }

    @Test
    void aTimeThatIsOverEndsAsTheCallerSays() {
        supervised(ProcessState.stopped("kafka", 1, 9092));
        assertThatThrownBy(() -> bring(ExitCode.TIMED_OUT))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.TIMED_OUT))
                .hasMessageContaining("not everything is ready");
        assertThatThrownBy(() -> bring(ExitCode.NOT_STARTED))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_STARTED));
    }

    @Test
    void anotherPortThanTheUsualOneIsToldBeforeTheProcessIsReady() {
        ProcessState kafka = ProcessState.stopped("kafka", 1, 19_092);
        supervised(kafka);
        FleetStart start = start();
        Thread up = Thread.ofVirtual().start(() -> bringQuietly(start));
        while (up.isAlive() && !Files.exists(home().wanted())) {
            Thread.onSpinWait(); // until it has seen how things were
        }
        supervised(kafka.starting(THIS, Instant.now(), "").in(ProcessPhase.NOT_READY, "starts"));
        while (up.isAlive() && !shown.toString(UTF_8).contains("19092")) {
            Thread.onSpinWait();
        }
        up.interrupt();
        assertThat(shown.toString(UTF_8)).contains("kafka keeps port 19092 of the last time");
    }

    private static void bringQuietly(FleetStart start) {
        try {
            var ignored = start.bring(Duration.ofSeconds(20), ExitCode.TIMED_OUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private FleetStart start() {
        PrintStream out = new PrintStream(shown, true, UTF_8);
        return new FleetStart(home(), new Terminal(out, out, false));
    }

    private FleetHome home() {
        return new FleetHome(folder, folder);
    }

    private void bring(int lateExit) throws InterruptedException {
        var ignored = start().bring(Duration.ZERO, lateExit);
    }

    /** A fleet whose supervisor is this process, and at work. */
    private void supervised(ProcessState... processes) {
        new JsonFile<>(home().state(), FleetState.class)
                .write(
                        new FleetState(
                                Optional.of(THIS),
                                Instant.now(),
                                Optional.empty(),
                                "starting",
                                "",
                                Optional.empty(),
                                List.of(processes)));
    }
}
