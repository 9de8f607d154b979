package io.agentfleet.cli.fleet;

import io.agentfleet.cli.access.LocalAccess;
import io.agentfleet.cli.contract.Contracts;
import io.agentfleet.cli.contract.KafkaRights;
import io.agentfleet.cli.contract.SchemaSetup;
import io.agentfleet.cli.contract.TopicSetup;
import io.agentfleet.cli.contract.UserSetup;
import io.agentfleet.cli.home.CliFailure;
import io.agentfleet.cli.home.ExitCode;
import io.agentfleet.cli.home.FleetHome;
import io.agentfleet.cli.home.JsonFile;
import io.agentfleet.cli.service.Addresses;
import io.agentfleet.cli.service.KafkaUsers;
import io.agentfleet.cli.service.ServiceDefinition;
import io.agentfleet.cli.service.ServiceLaunch;
import io.agentfleet.cli.service.ServiceList;
import io.agentfleet.cli.service.StagedBuild;
import io.agentfleet.cli.state.FleetState;
import io.agentfleet.cli.state.ProcessIdentity;
import io.agentfleet.cli.state.ProcessState;
import io.agentfleet.cli.state.Setup;
import io.agentfleet.cli.state.Wanted;
import io.agentfleet.messaging.kafka.KafkaAccess;
import io.agentfleet.parts.server.KafkaGuard;
import java.time.Duration;
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
final class Supervisor {

    private static final Duration PART_READY = Duration.ofMinutes(2);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final int TICKS_BETWEEN_LOG_CHECKS = 150;

    private final FleetHome home;
    private final ServiceList services;
    private final StateBoard board;
    private final JsonFile<Wanted> wantedFile;
    private final Crew crew;
    private final Addresses addresses;
    private final Optional<TokenRenewal> tokens;
    private final ArchiveMaker archives;

    Supervisor(FleetHome home) {
        this.home = home;
        this.services = ServiceList.read(home.root());
        JsonFile<FleetState> file = new JsonFile<>(home.state(), FleetState.class);
        List<ProcessState> known = file.read().map(FleetState::processes).orElse(List.of());
        List<ProcessState> earlier = known.stream().filter(Supervisor::runs).toList();
        PortBook ports = new PortBook(portsOf(known));
        this.addresses = choose(portsOf(earlier), ports);
        this.wantedFile = new JsonFile<>(home.wanted(), Wanted.class);
        Setup setup = wanted().setup().orElse(Setup.USUAL);
        this.board = new StateBoard(file, setup, earlier);
        this.tokens =
                setup.access()
                        ? Optional.of(
                                new TokenRenewal(new LocalAccess(home, services.callerNames())))
                        : Optional.empty();
        this.crew = new Crew(new ServiceLaunch(home, addresses, setup), board, ports, earlier);
        this.archives = new ArchiveMaker(home, services.services());
    }

    /** Returns only when it cannot go on; ends normally with its process. */
    void run() throws InterruptedException {
        try {
            comeUp();
        } catch (CliFailure e) {
            board.failure(String.valueOf(e.getMessage()));
            throw e;
        }
        follow();
    }

    /** Services first, then the registry, Redis and last the log. */
    void stop() {
        board.activity("stopping");
        archives.close();
        List<Keeper> all = crew.all();
        Crew.stop(all.stream().filter(keeper -> !isPart(keeper)).toList());
        Crew.stop(
                all.stream()
                        .filter(keeper -> isPart(keeper) && !is(keeper, Addresses.KAFKA))
                        .toList());
        Crew.stop(all.stream().filter(keeper -> is(keeper, Addresses.KAFKA)).toList());
        board.ended();
    }

    private void comeUp() throws InterruptedException {
        PartSlots parts = new PartSlots(home, addresses, board.setup());
        tokens.ifPresent(TokenRenewal::begin);
        board.activity("starting Kafka and Redis");
        Keeper kafka = crew.add(parts.kafka());
        Keeper redis = crew.add(parts.redis());
        require(kafka);
        KafkaAccess access = access();
        board.activity("making topics, starting the registry");
        Keeper registry = crew.add(parts.registry());
        Contracts contracts = new Contracts(services.agents());
        new TopicSetup(access).apply(contracts);
        require(registry);
        board.activity("registering schemas");
        new SchemaSetup(addresses.registryUrl(), home.root().resolve("schemas/src/main/avro"))
                .apply(contracts);
        require(redis);
        board.activity("starting the services");
        scaleAll(wanted());
        crew.stopUnclaimed();
        board.everythingIsKnown();
        pruneBuilds();
        if (board.setup().profile() == Setup.Profile.LOCAL) {
            archives.begin(crew.all());
        }
    }

    /**
     * How to reach Kafka as somebody who may do everything; in a fleet with access, users first.
     */
    private KafkaAccess access() {
        String servers = addresses.of(Addresses.KAFKA);
        if (!board.setup().access()) {
            return KafkaAccess.at(servers);
        }
        KafkaUsers users = new KafkaUsers(home);
        KafkaRights rights = KafkaRights.read(home.root());
        KafkaAccess access = users.access(servers, KafkaGuard.SUPER_USER);
        new UserSetup(access).apply(rights, users.passwords(rights.users()));
        return access;
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
        Wanted last = wanted();
        for (int tick = 1; ; tick++) {
            Thread.sleep(TICK);
            Wanted now = wanted();
            if (now.nudge() != last.nudge()) {
                crew.nudgeAll();
            }
            if (!now.instances().equals(last.instances())) {
                scaleAll(now);
            }
            if (now.keyChange() != last.keyChange()) {
                tokens.ifPresent(TokenRenewal::changeKey);
            }
            tokens.ifPresent(TokenRenewal::look);
            last = now;
            if (tick % TICKS_BETWEEN_LOG_CHECKS == 0) {
                crew.all().forEach(keeper -> LogFiles.truncate(keeper.slot().log()));
            }
        }
    }

    private void scaleAll(Wanted wanted) {
        for (ServiceDefinition service : services.services()) {
            crew.scale(service, wanted.instancesOf(service.name()));
        }
    }

    private Wanted wanted() {
        return wantedFile.read().orElseGet(Wanted::one);
    }

    private static void require(Keeper keeper) throws InterruptedException {
        if (!keeper.awaitReady(PART_READY)) {
            throw new CliFailure(
                    ExitCode.NOT_STARTED,
                    "%s is not ready after %d s: %s. See './fleet logs %s'."
                            .formatted(
                                    keeper.slot().name(),
                                    PART_READY.toSeconds(),
                                    keeper.problem(),
                                    keeper.slot().name()));
        }
    }

    private Addresses choose(Map<String, Integer> running, PortBook ports) {
        Map<String, Integer> usual = new LinkedHashMap<>(Addresses.PARTS);
        services.services().forEach(service -> usual.put(service.name(), service.port()));
        running.values().forEach(ports::keep);
        Map<String, Integer> chosen = new LinkedHashMap<>();
        usual.forEach((name, port) -> {
            Integer kept = running.get(name);
            chosen.put(name, kept != null ? kept : ports.choose(name, port));
        });
        return new Addresses(chosen);
    }

    private static boolean runs(ProcessState process) {
        return process.identity().flatMap(ProcessIdentity::find).isPresent();
    }

    private static Map<String, Integer> portsOf(List<ProcessState> processes) {
        Map<String, Integer> ports = new HashMap<>();
        processes.forEach(process -> ports.put(process.name(), process.port()));
        return ports;
    }

    private static boolean isPart(Keeper keeper) {
        return Addresses.PARTS.containsKey(keeper.slot().name());
    }

    private static boolean is(Keeper keeper, String name) {
        return keeper.slot().name().equals(name);
    }
}
