package io.agentfleet.cli.fleet;

import io.agentfleet.cli.home.FleetHome;
import io.agentfleet.cli.service.Addresses;
import io.agentfleet.cli.service.KafkaUsers;
import io.agentfleet.cli.service.StagedBuild;
import io.agentfleet.cli.state.Setup;
import io.agentfleet.parts.process.Launch;
import io.agentfleet.parts.server.KafkaGuard;
import io.agentfleet.parts.server.KafkaPart;
import io.agentfleet.parts.server.PartsHome;
import io.agentfleet.parts.server.RedisPart;
import io.agentfleet.parts.server.RegistryPart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The slots of Kafka, the registry and Redis. */
final class PartSlots {

    private static final Duration KAFKA_GRACE = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Who the registry is to Kafka. */
    private static final String SCHEMA_REGISTRY = "schema-registry";

    private final FleetHome home;
    private final Addresses addresses;
    private final boolean underLoad;
    private final boolean access;

    PartSlots(FleetHome home, Addresses addresses, Setup setup) {
        this.home = home;
        this.addresses = addresses;
        this.underLoad = setup.profile() == Setup.Profile.BENCH;
        this.access = setup.access();
    }

    Slot kafka() {
        return slot(
                Addresses.KAFKA,
                KAFKA_GRACE,
                () ->
                        new KafkaPart(staged(), false, underLoad, guard())
                                .launch(
                                        home.data(Addresses.KAFKA),
                                        home.log(Addresses.KAFKA),
                                        port(Addresses.KAFKA)));
    }

    Slot redis() {
        return slot(
                Addresses.REDIS,
                GRACE,
                () ->
                        new RedisPart()
                                .launch(
                                        home.data(Addresses.REDIS),
                                        home.log(Addresses.REDIS),
                                        port(Addresses.REDIS)));
    }

    Slot registry() {
        return slot(
                Addresses.REGISTRY,
                GRACE,
                () ->
                        new RegistryPart(staged(), storage())
                                .launch(
                                        home.data(Addresses.REGISTRY),
                                        home.log(Addresses.REGISTRY),
                                        port(Addresses.REGISTRY)));
    }

    private Optional<KafkaGuard> guard() {
        return access ? Optional.of(new KafkaUsers(home).guard()) : Optional.empty();
    }

    private RegistryPart.Storage storage() {
        Map<String, String> shows = access ? new KafkaUsers(home).shows(SCHEMA_REGISTRY) : Map.of();
        return new RegistryPart.Storage.InKafka(addresses.of(Addresses.KAFKA), shows);
    }

    private Slot slot(String name, Duration grace, Supplier<Launch> launch) {
        return new Slot(name, name, 1, port(name), home.log(name), launch, () -> "", grace);
    }

    private int port(String name) {
        return addresses.ports().getOrDefault(name, 0);
    }

    private PartsHome staged() {
        PartsHome built = PartsHome.of(home.root());
        return new PartsHome(
                staged(built.kafkaLib(), Addresses.KAFKA),
                staged(built.registry(), Addresses.REGISTRY));
    }

    private Path staged(Path built, String name) {
        return StagedBuild.of(built, home.apps(), name).folder();
    }
}
