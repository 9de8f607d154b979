package io.agentfleet.localfleet.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.localfleet.file.JsonFile;
import io.agentfleet.localfleet.state.FleetSetup;
import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localfleet.state.ProcessIdentity;
import io.agentfleet.localfleet.state.ProcessPhase;
import io.agentfleet.localfleet.state.ProcessState;
import io.agentfleet.localservers.process.Launch;
import io.agentfleet.localservers.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps a small process running, as it would a service. */
class ManagedProcessTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir private Path folder;

    private final PortAllocator ports = new PortAllocator(Map.of());
    private volatile String build = "one";
    private volatile Map<String, String> environment = Map.of("REDIS", "localhost:1");
    private volatile Optional<String> problem = Optional.empty();
    private JsonFile<FleetState> file;
    private FleetStateWriter fleetState;
    private final List<ManagedProcess> processes = new ArrayList<>();
    private ManagedProcess process;

    @BeforeEach
    void begin() {
        file = new JsonFile<>(folder.resolve("state.json"), FleetState.class);
        fleetState = new FleetStateWriter(file, FleetSetup.DEFAULT, List.of());
        ports.choose("script", Ports.any() + 1);
        process = process(() -> launch("sleep", "60"));
    }

    @AfterEach
    void end() {
        processes.reversed().forEach(ManagedProcess::stop);
    }

    @Test
    void startsAProcessAndWritesDownWhatItIs() throws Exception {
        process.begin(Optional.empty());
        assertThat(process.awaitReady(SOON)).isTrue();
        ProcessState written = written();
        assertThat(written.state()).isEqualTo(ProcessPhase.READY);
        assertThat(written.identity().flatMap(ProcessIdentity::find)).isPresent();
        assertThat(written.readyAfterMs()).isPositive();
    }

    @Test
    void startsAKilledProcessAgainAndCountsIt() throws Exception {
        process.begin(Optional.empty());
        process.awaitReady(SOON);
        ProcessHandle first = process();
        first.destroyForcibly();
        await().atMost(SOON)
                .untilAsserted(() -> {
                    assertThat(written().state()).isEqualTo(ProcessPhase.READY);
                    assertThat(process().pid()).isNotEqualTo(first.pid());
                });
        assertThat(written().restarts()).isEqualTo(1);
    }

    @Test
    void saysWhyAProcessIsNoLongerReady() throws Exception {
        process.begin(Optional.empty());
        process.awaitReady(SOON);
        problem = Optional.of("redis is down");
        await().atMost(SOON)
                .untilAsserted(() -> {
                    assertThat(written().state()).isEqualTo(ProcessPhase.NOT_READY);
                    assertThat(written().reason()).isEqualTo("redis is down");
                });
    }

    @Test
    void takesANewBuildWhenNudged() throws Exception {
        process.begin(Optional.empty());
        process.awaitReady(SOON);
        build = "two";
        process.requestRestart();
        await().atMost(SOON)
                .untilAsserted(() -> {
                    assertThat(written().build()).isEqualTo("two");
                    assertThat(written().state()).isEqualTo(ProcessPhase.READY);
                });
        assertThat(written().restarts()).as("ended by us, not by itself").isZero();
    }

    @Test
    void restartsWhenAnAddressChanged() throws Exception {
        process.begin(Optional.empty());
        process.awaitReady(SOON);
        Optional<ProcessIdentity> first = written().identity();
        process.compareAddresses();
        environment = Map.of("REDIS", "localhost:2");
        process.compareAddresses();
        await().atMost(SOON)
                .untilAsserted(() -> {
                    ProcessState now = written();
                    assertThat(now.state()).isEqualTo(ProcessPhase.READY);
                    assertThat(now.identity()).isPresent().isNotEqualTo(first);
                });
        assertThat(written().restarts()).isZero();
    }

    @Test
    void aProcessWhosePortSomebodyTookBeforeItsStartListensElsewhere() throws Exception {
        int chosen = ports.of("script");
        try (ServerSocket _ = listening(chosen)) {
            process.begin(Optional.empty());
            assertThat(process.awaitReady(SOON)).isTrue();
            assertThat(written().port()).isEqualTo(ports.of("script")).isNotEqualTo(chosen);
            assertThat(written().restarts()).isZero();
        }
    }

    @Test
    void aProcessThatEndsBecauseSomebodyWasFasterStartsOnceMoreAndElsewhere() throws Exception {
        int chosen = ports.of("script");
        List<ServerSocket> strangers = new CopyOnWriteArrayList<>();
        AtomicInteger starts = new AtomicInteger();
        problem = Optional.of("not yet");
        ManagedProcess late =
                process(() -> {
                    if (starts.incrementAndGet() == 1) {
                        strangers.add(listening(chosen));
                        return launch("false");
                    }
                    problem = Optional.empty();
                    return launch("sleep", "60");
                });
        late.begin(Optional.empty());
        assertThat(late.awaitReady(SOON)).isTrue();
        assertThat(starts).hasValue(2);
        assertThat(written().port()).isEqualTo(ports.of("script")).isNotEqualTo(chosen);
        assertThat(written().restarts()).isZero();
        strangers.getFirst().close();
    }

    @Test
    void takesOverTheProcessOfASupervisorThatIsGone() throws Exception {
        process.begin(Optional.empty());
        process.awaitReady(SOON);
        ManagedProcess next = process(() -> launch("sh", "-c", "echo must not start"));
        next.begin(Optional.of(written()));
        assertThat(next.awaitReady(SOON)).isTrue();
        assertThat(Files.readString(folder.resolve("log"))).doesNotContain("must not start");
        assertThat(written().restarts()).isZero();
    }

    @Test
    void stopsForGood() throws Exception {
        process.begin(Optional.empty());
        process.awaitReady(SOON);
        ProcessHandle running = process();
        process.stop();
        assertThat(running.isAlive()).isFalse();
        assertThat(written().state()).isEqualTo(ProcessPhase.STOPPED);
    }

    private ProcessState written() {
        return file.read().flatMap(state -> state.process("script")).orElseThrow();
    }

    private ProcessHandle process() {
        return written().identity().flatMap(ProcessIdentity::find).orElseThrow();
    }

    private Launch launch(String... command) {
        Path log = folder.resolve("log");
        return new Launch(
                "script",
                List.of(command),
                environment,
                folder,
                log,
                ports.of("script"),
                () -> problem);
    }

    private static ServerSocket listening(int port) {
        try {
            return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ManagedProcess process(Supplier<Launch> launch) {
        Path log = folder.resolve("log");
        ProcessSpec spec =
                new ProcessSpec(
                        "script", "script", 1, log, launch, () -> build, Duration.ofSeconds(5));
        ManagedProcess made = new ManagedProcess(spec, fleetState, ports, new Semaphore(1));
        processes.add(made);
        return made;
    }
}
