package io.agentfleet.localfleet.supervisor;

import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.service.FleetAddresses;
import io.agentfleet.localfleet.service.KafkaUsers;
import io.agentfleet.localfleet.service.RedisUsers;
import io.agentfleet.localfleet.service.RegistryUser;
import io.agentfleet.localfleet.service.StagedBuild;
import io.agentfleet.localfleet.state.FleetSetup;
import io.agentfleet.localservers.process.Launch;
import io.agentfleet.localservers.server.KafkaAuthentication;
import io.agentfleet.localservers.server.KafkaServer;
import io.agentfleet.localservers.server.RedisServer;
import io.agentfleet.localservers.server.SchemaRegistryServer;
import io.agentfleet.localservers.server.ServerDistributions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The process specs of Kafka, the registry and Redis. */
final class ServerSpecs {

    private static final Duration KAFKA_GRACE = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Who the registry is to Kafka. */
    private static final String SCHEMA_REGISTRY = "schema-registry";

    private final FleetHome home;
    private final PortAllocator ports;
    private final boolean underLoad;
    private final boolean access;

    /**
     * @param ports where a port was chosen for each of them
     */
    ServerSpecs(FleetHome home, PortAllocator ports, FleetSetup setup) {
        this.home = home;
        this.ports = ports;
        this.underLoad = setup.profile() == FleetSetup.Profile.BENCH;
        this.access = setup.access();
    }

    ProcessSpec kafka() {
        return spec(
                FleetAddresses.KAFKA,
                KAFKA_GRACE,
                () ->
                        new KafkaServer(staged(), false, underLoad, guard())
                                .launch(
                                        home.data(FleetAddresses.KAFKA),
                                        home.log(FleetAddresses.KAFKA),
                                        ports.of(FleetAddresses.KAFKA),
                                        ports.of(FleetAddresses.CONTROLLER)));
    }

    ProcessSpec redis() {
        return spec(
                FleetAddresses.REDIS,
                GRACE,
                () ->
                        new RedisServer(Optional.of(new RedisUsers(home).guard()))
                                .launch(
                                        home.data(FleetAddresses.REDIS),
                                        home.log(FleetAddresses.REDIS),
                                        ports.of(FleetAddresses.REDIS)));
    }

    ProcessSpec registry() {
        return spec(
                FleetAddresses.REGISTRY,
                GRACE,
                () ->
                        new SchemaRegistryServer(staged(), storage(), registryPassword())
                                .launch(
                                        home.data(FleetAddresses.REGISTRY),
                                        home.log(FleetAddresses.REGISTRY),
                                        ports.of(FleetAddresses.REGISTRY)));
    }

    private Optional<KafkaAuthentication> guard() {
        return access ? Optional.of(new KafkaUsers(home).guard()) : Optional.empty();
    }

    private Optional<String> registryPassword() {
        return access ? Optional.of(new RegistryUser(home).password()) : Optional.empty();
    }

    private SchemaRegistryServer.Storage storage() {
        Map<String, String> shows = access ? new KafkaUsers(home).shows(SCHEMA_REGISTRY) : Map.of();
        return new SchemaRegistryServer.Storage.InKafka(
                ports.addresses().of(FleetAddresses.KAFKA), shows);
    }

    private ProcessSpec spec(String name, Duration grace, Supplier<Launch> launch) {
        return new ProcessSpec(name, name, 1, home.log(name), launch, () -> "", grace);
    }

    private ServerDistributions staged() {
        ServerDistributions built = ServerDistributions.of(home.root());
        return new ServerDistributions(
                staged(built.kafkaLib(), FleetAddresses.KAFKA),
                staged(built.registry(), FleetAddresses.REGISTRY));
    }

    private Path staged(Path built, String name) {
        return StagedBuild.of(built, home.apps(), name).folder();
    }
}
