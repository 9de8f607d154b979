package io.agentfleet.localfleet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.file.JsonFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

    @TempDir private Path folder;

    @Test
    void readsWhatItWrote() {
        JsonFile<FleetState> file =
                new JsonFile<>(folder.resolve("deep/state.json"), FleetState.class);
        assertThat(file.read()).isEmpty();
        FleetState state = state(ProcessState.stopped("agent-search", 2, 8181));
        file.write(state);
        assertThat(file.read()).contains(state);
        assertThat(state.process("agent-search-2")).isPresent();
    }

    @Test
    void saysWhichFileIsDamaged() throws Exception {
        Path path = Files.writeString(folder.resolve("state.json"), "{");
        assertThatThrownBy(() -> new JsonFile<>(path, FleetState.class).read())
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(path.toString());
    }

    @Test
    void whatAnEarlierVersionWroteIsOfAnOpenFleet() throws Exception {
        Path path = folder.resolve("wanted.json");
        Files.writeString(
                path,
                """
                {"instances":{"writer":2},"nudge":1,"setup":{"drill":true,"profile":"LOCAL"}}
                """);
        DesiredState wanted = new JsonFile<>(path, DesiredState.class).read().orElseThrow();
        assertThat(wanted.setup()).contains(new FleetSetup(true, FleetSetup.Profile.LOCAL, false));
        assertThat(wanted.keyChange()).isZero();
    }

    @Test
    void theChosenModelIsKept() {
        var file = new JsonFile<>(folder.resolve("wanted.json"), DesiredState.class);
        ModelChoice model =
                new ModelChoice("openai", "qwen3", Optional.of("http://x:1/v1"), Optional.empty());
        file.write(DesiredState.one().setUp(FleetSetup.DEFAULT.with(Optional.of(model))));
        FleetSetup kept = file.read().flatMap(DesiredState::setup).orElseThrow();
        assertThat(kept.model()).contains(model);
        assertThat(kept.usesDefaults()).isFalse();
        assertThat(kept.words()).contains("qwen3 (openai at http://x:1/v1)");
    }

    @Test
    void recognisesAProcessAndNoOtherOfTheSameNumber() {
        ProcessIdentity me = ProcessIdentity.of(ProcessHandle.current());
        assertThat(me.find()).contains(ProcessHandle.current());
        Instant earlier = me.startedAt().minus(Duration.ofMinutes(1));
        assertThat(new ProcessIdentity(me.pid(), earlier, me.command()).find()).isEmpty();
        assertThat(new ProcessIdentity(me.pid(), me.startedAt(), "/bin/other").find()).isEmpty();
    }

    @Test
    void aProcessThatEndedHasNoNumberAndKeepsItsRestarts() {
        ProcessState ready =
                ProcessState.stopped("writer", 1, 1)
                        .starting(ProcessIdentity.of(ProcessHandle.current()), Instant.now(), "b")
                        .readyAfter(1500);
        ProcessState gone = ready.in(ProcessPhase.RESTARTING, "ended").restarted();
        assertThat(gone.identity()).isEmpty();
        assertThat(gone.readyAfterMs()).isZero();
        assertThat(gone.restarts()).isEqualTo(1);
    }

    private static FleetState state(ProcessState process) {
        return new FleetState(
                Optional.of(ProcessIdentity.of(ProcessHandle.current())),
                Instant.parse("2026-11-21T00:00:00Z"),
                Optional.empty(),
                "starting",
                "",
                Optional.of(FleetSetup.DEFAULT),
                List.of(process));
    }
}
