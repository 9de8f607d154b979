package io.agentfleet.localfleet.supervisor;

import io.agentfleet.localfleet.access.LocalAccess;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.JsonFile;
import io.agentfleet.localfleet.log.LogFiles;
import io.agentfleet.localfleet.provisioning.TopicList;
import io.agentfleet.localfleet.service.FleetAddresses;
import io.agentfleet.localfleet.service.ServiceDefinition;
import io.agentfleet.localfleet.service.ServiceList;
import io.agentfleet.localfleet.service.StagedBuild;
import io.agentfleet.localfleet.state.DesiredState;
import io.agentfleet.localfleet.state.FleetSetup;
import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localfleet.state.ProcessIdentity;
import io.agentfleet.localfleet.state.ProcessState;
import io.agentfleet.localservers.server.KafkaServer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the fleet up and keeps it up: Kafka and Redis side by side, topics, the registry, schemas,
 * then the services; afterwards it follows what is wanted.
 *
 * <p>One per fleet. Runs on the main thread of its process until that is asked to end.
 */
final class FleetSupervisor {

    private static final Duration PART_READY = Duration.ofMinutes(2);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);
    private static final int TICKS_BETWEEN_LOG_CHECKS = 150;

    private final FleetHome home;
    private final FleetStateWriter board;
    private final JsonFile<DesiredState> wantedFile;
    private final PortAllocator ports;
    private final ProcessSupervisor crew;
    private final ClassArchiveBuilder archives;
    private ServiceList services;
    private Optional<TokenRenewal> tokens;

    FleetSupervisor(FleetHome home) {
        this.home = home;
        this.services = ServiceList.read(home.root());
        JsonFile<FleetState> file = new JsonFile<>(home.state(), FleetState.class);
        List<ProcessState> known = file.read().map(FleetState::processes).orElse(List.of());
        List<ProcessState> earlier = known.stream().filter(FleetSupervisor::runs).toList();
        this.ports = new PortAllocator(portsOf(known));
        portsOf(earlier).forEach(ports::keep);
        choosePorts();
        this.wantedFile = new JsonFile<>(home.wanted(), DesiredState.class);
        FleetSetup setup = wanted().setup().orElse(FleetSetup.USUAL);
        this.board = new FleetStateWriter(file, setup, earlier);
        this.tokens = tokens();
        this.crew = new ProcessSupervisor(home, board, ports, earlier);
        this.archives = new ClassArchiveBuilder(home, services.services());
    }

    /** Returns only when it cannot go on; ends normally with its process. */
    void run() throws InterruptedException {
        try {
            comeUp();
        } catch (CommandException e) {
            board.failure(String.valueOf(e.getMessage()));
            throw e;
        }
        follow();
    }

    /** Services first, then the registry, Redis and last the log. */
    void stop() {
        board.activity("stopping");
        archives.close();
        List<ManagedProcess> all = crew.all();
        ProcessSupervisor.stop(all.stream().filter(keeper -> !isPart(keeper)).toList());
        ProcessSupervisor.stop(
                all.stream()
                        .filter(keeper -> isPart(keeper) && !is(keeper, FleetAddresses.KAFKA))
                        .toList());
        ProcessSupervisor.stop(
                all.stream().filter(keeper -> is(keeper, FleetAddresses.KAFKA)).toList());
        board.ended();
    }

    private void comeUp() throws InterruptedException {
        ServerSpecs parts = new ServerSpecs(home, ports, board.setup());
        tokens.ifPresent(TokenRenewal::begin);
        board.activity("starting Kafka and Redis");
        ManagedProcess kafka = crew.add(parts.kafka());
        ManagedProcess redis = crew.add(parts.redis());
        require(kafka);
        board.activity("making topics, starting the registry");
        Provisioning provisioning = provisioning();
        provisioning.users();
        ManagedProcess registry = crew.add(parts.registry());
        provisioning.topics(contracts());
        require(registry);
        board.activity("registering schemas");
        provisioning.schemas(contracts());
        require(redis);
        board.activity("starting the services");
        scaleAll(wanted());
        crew.stopUnclaimed();
        board.everythingIsKnown();
        pruneBuilds();
        if (board.setup().profile() == FleetSetup.Profile.LOCAL) {
            archives.begin(crew.all());
        }
    }

    private Provisioning provisioning() {
        return new Provisioning(home, ports, board.setup().access());
    }

    private TopicList contracts() {
        return new TopicList(services.agents());
    }

    /**
     * Copies of builds that nobody runs: a slot that is still waiting for its turn runs the newest.
     */
    private void pruneBuilds() {
        for (String service : services.names()) {
            Set<String> inUse = new HashSet<>(crew.builds(service));
            board.snapshot().processes().stream()
                    .filter(process -> process.service().equals(service))
                    .forEach(process -> inUse.add(process.build()));
            StagedBuild.prune(home.apps(), service, inUse);
        }
    }

    private void follow() throws InterruptedException {
        DesiredState last = wanted();
        FleetAddresses told = ports.addresses();
        Instant nextRead = Instant.MAX;
        crew.compareAddresses();
        for (int tick = 1; ; tick++) {
            Thread.sleep(TICK);
            DesiredState now = wanted();
            if (now.nudge() != last.nudge()) {
                crew.nudgeAll();
                nextRead = Instant.MIN;
            }
            if (Instant.now().isAfter(nextRead)) {
                nextRead = followList(now) ? Instant.MAX : Instant.now().plus(BETWEEN_TRIES);
            }
            if (!now.instances().equals(last.instances())) {
                scaleAll(now);
            }
            if (now.keyChange() != last.keyChange()) {
                tokens.ifPresent(TokenRenewal::changeKey);
            }
            tokens.ifPresent(TokenRenewal::look);
            told = tell(told);
            last = now;
            if (tick % TICKS_BETWEEN_LOG_CHECKS == 0) {
                crew.all().forEach(keeper -> LogFiles.truncate(keeper.slot().log()));
            }
        }
    }

    /** A process that moved is elsewhere: who was told its old address starts again. */
    private FleetAddresses tell(FleetAddresses told) {
        FleetAddresses now = ports.addresses();
        if (!now.equals(told)) {
            crew.compareAddresses();
        }
        return now;
    }

    /** Starts services that were added to the list, ends those that were taken off it. */
    private boolean followList(DesiredState wanted) {
        ServiceList before = services;
        try {
            services = ServiceList.read(home.root());
            if (!services.equals(before)) {
                board.activity("starting what was added to fleet.properties");
                takeUp(before, wanted);
            }
            board.everythingIsKnown();
            return true;
        } catch (CommandException | UncheckedIOException e) {
            services = before;
            String why =
                    "fleet.properties is not followed, and will be tried again: " + e.getMessage();
            System.err.println(why);
            board.activity(why);
            return false;
        }
    }

    private void takeUp(ServiceList before, DesiredState wanted) {
        choosePorts();
        Provisioning provisioning = provisioning();
        provisioning.users();
        provisioning.topics(contracts());
        provisioning.schemas(contracts());
        before.services().stream()
                .filter(service -> services.find(service.name()).isEmpty())
                .forEach(service -> crew.scale(service, 0));
        if (tokens.isPresent()) {
            tokens = tokens();
            tokens.ifPresent(TokenRenewal::begin);
            before.names().forEach(name -> crew.renew(name, "learns whom else to trust"));
        }
        scaleAll(wanted);
    }

    private void scaleAll(DesiredState wanted) {
        for (ServiceDefinition service : services.services()) {
            crew.scale(service, wanted.instancesOf(service.name()));
        }
    }

    private DesiredState wanted() {
        return wantedFile.read().orElseGet(DesiredState::one);
    }

    private static void require(ManagedProcess keeper) throws InterruptedException {
        if (!keeper.awaitReady(PART_READY)) {
            throw new CommandException(
                    ExitCode.NOT_STARTED,
                    "%s is not ready after %d s: %s. See './fleet logs %s'."
                            .formatted(
                                    keeper.slot().name(),
                                    PART_READY.toSeconds(),
                                    keeper.problem(),
                                    keeper.slot().name()));
        }
    }

    private Optional<TokenRenewal> tokens() {
        return board.setup().access()
                ? Optional.of(new TokenRenewal(new LocalAccess(home, services.callerNames())))
                : Optional.empty();
    }

    private void choosePorts() {
        Map<String, Integer> usual = new LinkedHashMap<>(FleetAddresses.PARTS);
        usual.put(FleetAddresses.CONTROLLER, KafkaServer.CONTROLLER_PORT);
        services.services().forEach(service -> usual.put(service.name(), service.port()));
        usual.forEach(ports::choose);
    }

    private static boolean runs(ProcessState process) {
        return process.identity().flatMap(ProcessIdentity::find).isPresent();
    }

    private static Map<String, Integer> portsOf(List<ProcessState> processes) {
        Map<String, Integer> ports = new HashMap<>();
        processes.forEach(process -> ports.put(process.name(), process.port()));
        return ports;
    }

    private static boolean isPart(ManagedProcess keeper) {
        return FleetAddresses.PARTS.containsKey(keeper.slot().name());
    }

    private static boolean is(ManagedProcess keeper, String name) {
        return keeper.slot().name().equals(name);
    }
}
