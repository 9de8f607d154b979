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
    private final FleetStateWriter fleetState;
    private final JsonFile<DesiredState> wantedFile;
    private final PortAllocator ports;
    private final ProcessSupervisor supervisor;
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
        FleetSetup setup = wanted().setup().orElse(FleetSetup.DEFAULT);
        this.fleetState = new FleetStateWriter(file, setup, earlier);
        this.tokens = tokens();
        this.supervisor = new ProcessSupervisor(home, fleetState, ports, earlier);
        this.archives = new ClassArchiveBuilder(home, services.services());
    }

    /** Returns only when it cannot go on; ends normally with its process. */
    void run() throws InterruptedException {
        try {
            comeUp();
        } catch (CommandException e) {
            fleetState.failure(String.valueOf(e.getMessage()));
            throw e;
        }
        follow();
    }

    /** Services first, then the registry, Redis and last the log. */
    void stop() {
        fleetState.activity("stopping");
        archives.close();
        List<ManagedProcess> all = supervisor.all();
        ProcessSupervisor.stop(all.stream().filter(process -> !isPart(process)).toList());
        ProcessSupervisor.stop(
                all.stream()
                        .filter(process -> isPart(process) && !is(process, FleetAddresses.KAFKA))
                        .toList());
        ProcessSupervisor.stop(
                all.stream().filter(process -> is(process, FleetAddresses.KAFKA)).toList());
        fleetState.ended();
    }

    private void comeUp() throws InterruptedException {
        ServerSpecs parts = new ServerSpecs(home, ports, fleetState.setup());
        tokens.ifPresent(TokenRenewal::begin);
        fleetState.activity("starting Kafka and Redis");
        ManagedProcess kafka = supervisor.add(parts.kafka());
        ManagedProcess redis = supervisor.add(parts.redis());
        require(kafka);
        fleetState.activity("making topics, starting the registry");
        Provisioning provisioning = provisioning();
        provisioning.users();
        ManagedProcess registry = supervisor.add(parts.registry());
        provisioning.topics(contracts());
        require(registry);
        fleetState.activity("registering schemas");
        provisioning.schemas(contracts());
        require(redis);
        fleetState.activity("starting the services");
        scaleAll(wanted());
        supervisor.stopUnclaimed();
        fleetState.everythingIsKnown();
        pruneBuilds();
        if (fleetState.setup().profile() == FleetSetup.Profile.LOCAL) {
            archives.begin(supervisor.all());
        }
    }

    private Provisioning provisioning() {
        return new Provisioning(home, ports, fleetState.setup().access());
    }

    private TopicList contracts() {
        return new TopicList(services.agents());
    }

    /**
     * Deletes staged builds without a process. A process that was not started yet will use the
     * newest.
     */
    private void pruneBuilds() {
        for (String service : services.names()) {
            Set<String> inUse = new HashSet<>(supervisor.builds(service));
            fleetState.snapshot().processes().stream()
                    .filter(process -> process.service().equals(service))
                    .forEach(process -> inUse.add(process.build()));
            StagedBuild.prune(home.apps(), service, inUse);
        }
    }

    private void follow() throws InterruptedException {
        DesiredState last = wanted();
        FleetAddresses addresses = ports.addresses();
        Instant nextRead = Instant.MAX;
        supervisor.compareAddresses();
        for (int tick = 1; ; tick++) {
            Thread.sleep(TICK);
            DesiredState now = wanted();
            if (now.nudge() != last.nudge()) {
                supervisor.requestRestarts();
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
            addresses = updateAddresses(addresses);
            last = now;
            if (tick % TICKS_BETWEEN_LOG_CHECKS == 0) {
                supervisor.all().forEach(process -> LogFiles.truncate(process.spec().log()));
            }
        }
    }

    /** If a process has a new address, processes that use it are restarted. */
    private FleetAddresses updateAddresses(FleetAddresses addresses) {
        FleetAddresses now = ports.addresses();
        if (!now.equals(addresses)) {
            supervisor.compareAddresses();
        }
        return now;
    }

    /** Starts services that were added to the list, ends those that were taken off it. */
    private boolean followList(DesiredState wanted) {
        ServiceList before = services;
        try {
            services = ServiceList.read(home.root());
            if (!services.equals(before)) {
                fleetState.activity("starting what was added to fleet.properties");
                takeUp(before, wanted);
            }
            fleetState.everythingIsKnown();
            return true;
        } catch (CommandException | UncheckedIOException e) {
            services = before;
            String why =
                    "fleet.properties is not followed, and will be tried again: " + e.getMessage();
            System.err.println(why);
            fleetState.activity(why);
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
                .forEach(service -> supervisor.scale(service, 0));
        if (tokens.isPresent()) {
            tokens = tokens();
            tokens.ifPresent(TokenRenewal::begin);
            before.names().forEach(name -> supervisor.renew(name, "learns whom else to trust"));
        }
        scaleAll(wanted);
    }

    private void scaleAll(DesiredState wanted) {
        for (ServiceDefinition service : services.services()) {
            supervisor.scale(service, wanted.instancesOf(service.name()));
        }
    }

    private DesiredState wanted() {
        return wantedFile.read().orElseGet(DesiredState::one);
    }

    private static void require(ManagedProcess process) throws InterruptedException {
        if (!process.awaitReady(PART_READY)) {
            throw new CommandException(
                    ExitCode.NOT_STARTED,
                    "%s is not ready after %d s: %s. See './fleet logs %s'."
                            .formatted(
                                    process.spec().name(),
                                    PART_READY.toSeconds(),
                                    process.problem(),
                                    process.spec().name()));
        }
    }

    private Optional<TokenRenewal> tokens() {
        return fleetState.setup().access()
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

    private static boolean isPart(ManagedProcess process) {
        return FleetAddresses.PARTS.containsKey(process.spec().name());
    }

    private static boolean is(ManagedProcess process, String name) {
        return process.spec().name().equals(name);
    }
}
