package io.agentfleet.cli.operations;

import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.log.LogFiles;
import io.agentfleet.localfleet.service.FleetAddresses;
import io.agentfleet.localfleet.service.ServiceLaunch;
import io.agentfleet.localfleet.service.ServiceList;
import io.agentfleet.localfleet.service.StagedBuild;
import io.agentfleet.localfleet.state.FleetSetup;
import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localfleet.state.ProcessIdentity;
import io.agentfleet.localfleet.state.ProcessPhase;
import io.agentfleet.localfleet.state.ProcessState;
import io.agentfleet.localfleet.supervisor.FleetControl;
import io.agentfleet.localservers.process.Processes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings the fleet up, or what of it is missing or out of date, and waits for it. */
public final class FleetStart {

    private static final Duration LOOK = Duration.ofMillis(100);

    private final FleetHome home;
    private final Terminal screen;
    private final FleetControl control;
    private final Set<String> reported = new HashSet<>();
    private FleetSetup setup;
    private List<ProcessState> before = List.of();

    public FleetStart(FleetHome home, Terminal screen) {
        this.home = home;
        this.screen = screen;
        this.control = new FleetControl(home);
        this.setup = FleetSetup.DEFAULT.with(control.setUp().model());
    }

    /** True if nothing was to be done. */
    public boolean isUpToDate() {
        return control.isUp()
                && control.state().filter(state -> isDone(state, builds())).isPresent();
    }

    /**
     * Chooses how the fleet is set up when it comes up.
     *
     * @param modelToo whether the model was chosen as well; else the one that was chosen last stays
     * @throws CommandException if it runs already and is set up another way
     */
    public void setUp(FleetSetup asked, boolean modelToo) {
        Optional<FleetSetup> running = running().map(FleetState::setUp);
        FleetSetup wanted = modelToo ? asked : asked.with(control.setUp().model());
        FleetSetup compared = running.map(now -> asked.with(now.model())).orElse(asked);
        boolean same =
                asked.with(Optional.empty()).usesDefaults()
                        || running.filter(compared::equals).isPresent();
        boolean sameModel =
                !modelToo || running.filter(now -> now.model().equals(asked.model())).isPresent();
        if (running.isPresent() && !(same && sameModel)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "the fleet runs already, %s: './fleet down' first, then './fleet up %s'; or give the other one a home of its own with FLEET_HOME"
                            .formatted(
                                    running.get().usesDefaults()
                                            ? "as usual"
                                            : "with " + running.get().options(),
                                    wanted.usesDefaults() ? "--model offline" : wanted.options()));
        }
        this.setup = wanted;
    }

    /** The state of a fleet of which something runs. */
    private Optional<FleetState> running() {
        return control.state().filter(s -> s.livingSupervisor().isPresent() || orphans(s) > 0);
    }

    /**
     * Starts what is missing and returns the state in which the fleet can take tasks.
     *
     * @param lateExit exit code if that takes longer
     */
    public FleetState bring(Duration atMost, int lateExit) throws InterruptedException {
        Map<String, String> builds = builds();
        before = control.state().map(FleetState::processes).orElse(List.of());
        ProcessHandle supervisor;
        Optional<ProcessHandle> living = control.state().flatMap(FleetState::livingSupervisor);
        if (living.isPresent()) {
            supervisor = living.get();
            control.state().ifPresent(this::rememberReady);
            control.requestRestart();
        } else {
            reportOrphans();
            control.setUp(running().map(FleetState::setUp).orElse(setup));
            supervisor = control.spawn();
        }
        return await(supervisor, builds, atMost, lateExit);
    }

    /** What was ready before this command is no news. */
    private void rememberReady(FleetState state) {
        state.processes().stream()
                .filter(process -> process.state() == ProcessPhase.READY)
                .forEach(process -> reported.add(change(process)));
    }

    private static String change(ProcessState process) {
        return process.name() + process.startedAt() + process.state() + process.reason();
    }

    private FleetState await(
            ProcessHandle supervisor, Map<String, String> builds, Duration atMost, int lateExit)
            throws InterruptedException {
        ServiceList services = ServiceList.read(home.root());
        Instant begin = Instant.now();
        while (true) {
            Optional<FleetState> state =
                    control.state()
                            .filter(known ->
                                    known.supervisor()
                                            .filter(s -> s.pid() == supervisor.pid())
                                            .isPresent());
            state.ifPresent(now -> report(now, services));
            if (state.isPresent() && isDone(state.get(), builds)) {
                screen.clear();
                ReadyFleet.withoutTools(state.get()).forEach(this::reportSkipped);
                return state.get();
            }
            if (!Processes.isAlive(supervisor)) {
                throw gone(state);
            }
            if (Instant.now().isAfter(begin.plus(atMost))) {
                throw new CommandException(lateExit, late(atMost, state));
            }
            Thread.sleep(LOOK);
        }
    }

    private void report(FleetState state, ServiceList services) {
        List<ProcessState> started =
                state.processes().stream()
                        .filter(process -> process.identity().isPresent())
                        .toList();
        PortChanges.of(before, started, services).stream()
                .filter(reported::add)
                .forEach(screen::note);
        long ready =
                state.processes().stream().filter(p -> p.state() == ProcessPhase.READY).count();
        for (ProcessState process : state.processes()) {
            String line = line(process);
            if (!line.isEmpty() && reported.add(change(process))) {
                screen.note(line);
            }
        }
        String waitsFor =
                state.processes().stream()
                        .filter(process -> process.state() != ProcessPhase.READY)
                        .map(process -> process.name())
                        .reduce((a, b) -> a + ", " + b)
                        .map(names -> "waiting for " + names)
                        .orElse("");
        String activity = state.activity().isEmpty() ? waitsFor : state.activity();
        screen.waiting("%d ready, %s".formatted(ready, activity));
    }

    private String line(ProcessState process) {
        return switch (process.state()) {
            case READY ->
                    "  %s %-15s localhost:%-6d %s"
                            .formatted(
                                    screen.green("✓"),
                                    process.name(),
                                    process.port(),
                                    screen.dim(
                                            "%.1f s".formatted(process.readyAfterMs() / 1000.0)));
            case RESTARTING, FAILED ->
                    "  %s %-15s %s".formatted(screen.red("✗"), process.name(), process.reason());
            case RENEWING ->
                    "  %s %-15s %s".formatted(screen.dim("↻"), process.name(), process.reason());
            case STOPPED, STARTING, NOT_READY -> "";
        };
    }

    private void reportSkipped(ProcessState agent) {
        screen.note(
                "  %s %-15s takes no part: %s"
                        .formatted(screen.red("✗"), agent.name(), agent.reason()));
    }

    private void reportOrphans() {
        long running = control.state().map(FleetStart::orphans).orElse(0L);
        if (running > 0) {
            screen.note(
                    "The supervisor is gone, %d of its processes still run: a new one takes them over."
                            .formatted(running));
        }
    }

    private static long orphans(FleetState state) {
        return state.processes().stream()
                .filter(p -> p.identity().flatMap(ProcessIdentity::find).isPresent())
                .count();
    }

    private static boolean isDone(FleetState state, Map<String, String> builds) {
        return state.activity().isEmpty()
                && state.failure().isEmpty()
                && ReadyFleet.canWork(state, Instant.now())
                && builds.keySet().stream().allMatch(state::hasService)
                && state.processes().stream()
                        .map(ProcessState::service)
                        .allMatch(s -> builds.containsKey(s) || FleetAddresses.PARTS.containsKey(s))
                && state.processes().stream()
                        .allMatch(process ->
                                builds.getOrDefault(process.service(), process.build())
                                        .equals(process.build()));
    }

    /** What is built now, by service; services that are not built are left out. */
    private Map<String, String> builds() {
        Map<String, String> builds = new HashMap<>();
        for (String service : ServiceList.read(home.root()).names()) {
            try {
                builds.put(
                        service,
                        StagedBuild.stamp(ServiceLaunch.built(home.root(), service), service));
            } catch (IOException e) {
                throw new CommandException(
                        ExitCode.NOT_STARTED,
                        "the build of %s cannot be read: %s".formatted(service, e.getMessage()),
                        e);
            }
        }
        return builds;
    }

    private CommandException gone(Optional<FleetState> state) {
        String why =
                state.map(FleetState::failure)
                        .filter(failure -> !failure.isEmpty())
                        .orElseGet(() ->
                                "the supervisor ended:\n"
                                        + String.join(
                                                "\n", LogFiles.tail(home.log("supervisor"), 15)));
        return new CommandException(ExitCode.NOT_STARTED, "the fleet did not come up: " + why);
    }

    private static String late(Duration atMost, Optional<FleetState> state) {
        StringBuilder why =
                new StringBuilder(
                        "not everything is ready after %d s (it goes on trying):"
                                .formatted(atMost.toSeconds()));
        state.map(FleetState::activity)
                .filter(activity -> !activity.isEmpty())
                .ifPresent(activity -> why.append("\n  " + activity));
        state.map(FleetState::processes).orElse(List.of()).stream()
                .filter(process -> process.state() != ProcessPhase.READY)
                .forEach(process ->
                        why.append(
                                "\n  %s is %s: %s. See './fleet logs %s'."
                                        .formatted(
                                                process.name(),
                                                process.state().wire(),
                                                process.reason(),
                                                process.name())));
        return why.toString();
    }
}
