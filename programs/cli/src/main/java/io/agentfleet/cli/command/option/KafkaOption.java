package io.agentfleet.cli.command.option;

import io.agentfleet.cli.deadletter.DeadLetterDecoder;
import io.agentfleet.cli.deadletter.DeadLetterReader;
import io.agentfleet.cli.deadletter.RegistrySchemas;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.service.FleetAddresses;
import io.agentfleet.localfleet.service.RegistryUser;
import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localservers.server.SchemaRegistryServer;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that name another Kafka than that of the local fleet. */
public final class KafkaOption {

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Another Kafka than that of the local fleet.")
    private Optional<String> kafka = Optional.empty();

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "Its schema registry, such as http://localhost:8079/apis/registry/v3.")
    private Optional<String> registry = Optional.empty();

    @Option(
            names = "--kafka-settings",
            paramLabel = "FILE",
            description =
                    "How that Kafka is reached: client properties as Kafka's own tools take them (security.protocol, sasl.*, ssl.*).")
    private Optional<Path> settings = Optional.empty();

    public DeadLetterReader deadLetters() {
        FleetHome home = FleetHome.current();
        return new DeadLetterReader(
                kafka.map(this::another)
                        .orElseGet(() -> RunningFleet.kafka(home, RunningFleet.state(home))));
    }

    private KafkaClientSettings another(String servers) {
        try {
            return settings.isPresent()
                    ? KafkaClientSettings.at(servers, settings.get())
                    : KafkaClientSettings.at(servers);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "%s cannot be read: %s".formatted(settings.get(), e.getMessage()),
                    e);
        }
    }

    public DeadLetterDecoder contents() {
        if (kafka.isPresent() && registry.isEmpty()) {
            return new DeadLetterDecoder(id -> {
                throw new IOException("no registry was named with --registry");
            });
        }
        return new DeadLetterDecoder(
                new RegistrySchemas(registry.orElseGet(KafkaOption::ownRegistry)));
    }

    /** The local fleet's, with the login that it asks for in a fleet with access. */
    private static String ownRegistry() {
        FleetHome home = FleetHome.current();
        FleetState state = RunningFleet.state(home);
        String api = SchemaRegistryServer.url(port(state, FleetAddresses.REGISTRY));
        return state.setUp().access() ? new RegistryUser(home).url(api) : api;
    }

    private static int port(FleetState state, String part) {
        return state.process(part)
                .orElseThrow(() ->
                        new CommandException(
                                ExitCode.NOT_RUNNING,
                                "the fleet has no %s yet: './fleet status' shows what it waits for"
                                        .formatted(part)))
                .port();
    }
}
