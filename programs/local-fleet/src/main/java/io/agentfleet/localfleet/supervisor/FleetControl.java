package io.agentfleet.localfleet.supervisor;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.JsonFile;
import io.agentfleet.localfleet.log.LogFiles;
import io.agentfleet.localfleet.state.DesiredState;
import io.agentfleet.localfleet.state.FleetSetup;
import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localfleet.state.ProcessIdentity;
import io.agentfleet.localfleet.state.ProcessPhase;
import io.agentfleet.localfleet.state.ProcessState;
import io.agentfleet.localservers.process.Launch;
import io.agentfleet.localservers.process.Processes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The supervisor as commands see it: asked through files and signals. */
public record FleetControl(FleetHome home) {

    private static final Duration STOP = Duration.ofSeconds(90);
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofMillis(100);

    /** The state as written; empty if the fleet was never up. */
    public Optional<FleetState> state() {
        return new JsonFile<>(home.state(), FleetState.class).read();
    }

    /** True if a supervisor runs. */
    public boolean isUp() {
        return state().flatMap(FleetState::livingSupervisor).isPresent();
    }

    /** How it was set up last. */
    public FleetSetup setUp() {
        return wanted().read().flatMap(DesiredState::setup).orElse(FleetSetup.DEFAULT);
    }

    /** Chooses how the fleet is set up when it comes up next. */
    public void setUp(FleetSetup setup) {
        JsonFile<DesiredState> file = wanted();
        file.write(file.read().orElseGet(DesiredState::one).setUp(setup));
    }

    /** Starts a supervisor that outlives this terminal; returns it at once. */
    public ProcessHandle spawn() {
        home.makePrivate();
        try {
            Files.createDirectories(home.logs());
            Path log = home.log("supervisor");
            LogFiles.rotate(log);
            List<String> command = new ArrayList<>(detached());
            command.addAll(
                    List.of(
                            Launch.java(),
                            "-Xmx64m",
                            "-Xss512k",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Dfleet.root=" + home.root(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            SupervisorMain.class.getName()));
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(home.home().toFile())
                            .redirectInput(new File("/dev/null"))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("FLEET_HOME", home.home().toString());
            return builder.start().toHandle();
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.NOT_STARTED, "the supervisor does not start: " + e.getMessage(), e);
        }
    }

    /** Wants missing or out-of-date processes started now. */
    public void requestRestart() {
        JsonFile<DesiredState> file = wanted();
        file.write(file.read().orElseGet(DesiredState::one).nudged(System.nanoTime()));
    }

    /** Wants tokens signed with another key. */
    public void changeKey() {
        JsonFile<DesiredState> file = wanted();
        file.write(file.read().orElseGet(DesiredState::one).keyChanged(System.nanoTime()));
    }

    /** Wants another number of instances. */
    public void scale(String service, int instances) {
        JsonFile<DesiredState> file = wanted();
        file.write(file.read().orElseGet(DesiredState::one).with(service, instances));
    }

    /**
     * Stops everything that is known, with or without a supervisor; returns when it is gone.
     *
     * @param progress called with the processes that still run
     */
    public void down(Consumer<FleetState> progress) {
        Optional<ProcessHandle> supervisor = state().flatMap(FleetState::livingSupervisor);
        if (supervisor.isPresent()) {
            ProcessHandle handle = supervisor.get();
            handle.destroy();
            Instant end = Instant.now().plus(STOP);
            while (!Processes.awaitEnd(handle, LOOK)) {
                state().ifPresent(progress);
                if (Instant.now().isAfter(end)) {
                    handle.destroyForcibly();
                }
            }
        }
        stopOrphans();
    }

    /**
     * Processes of a supervisor that is gone: those that are certainly ours, last started first.
     */
    private void stopOrphans() {
        Optional<FleetState> state = state();
        if (state.isEmpty()) {
            return;
        }
        for (ProcessState process : state.get().processes().reversed()) {
            process.identity().flatMap(ProcessIdentity::find).ifPresent(FleetControl::end);
        }
        FleetState last = state.get();
        new JsonFile<>(home.state(), FleetState.class)
                .write(
                        new FleetState(
                                Optional.empty(),
                                last.startedAt(),
                                last.readyAt(),
                                "",
                                last.failure(),
                                last.setup(),
                                last.processes().stream()
                                        .map(process -> process.in(ProcessPhase.STOPPED, ""))
                                        .toList()));
    }

    /** Asks a process to end, waits, kills it if it does not. */
    static void end(ProcessHandle handle) {
        handle.destroy();
        if (!Processes.awaitEnd(handle, GRACE)) {
            handle.destroyForcibly();
            Processes.awaitEnd(handle, GRACE);
        }
    }

    private JsonFile<DesiredState> wanted() {
        return new JsonFile<>(home.wanted(), DesiredState.class);
    }

    /** A session of its own, so that neither Ctrl-C nor a closing terminal reaches it. */
    private static List<String> detached() {
        if (isThere("setsid")) {
            return List.of("setsid");
        }
        if (isThere("perl")) {
            return List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV;", "--");
        }
        return List.of("nohup");
    }

    private static boolean isThere(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
