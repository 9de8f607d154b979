package io.agentfleet.cli.command;

import io.agentfleet.cli.home.CliFailure;
import io.agentfleet.cli.home.ExitCode;
import io.agentfleet.cli.home.FleetHome;
import io.agentfleet.cli.letter.ContentReader;
import io.agentfleet.cli.letter.LetterBox;
import io.agentfleet.cli.letter.RegistrySchemas;
import io.agentfleet.cli.service.Addresses;
import io.agentfleet.messaging.kafka.KafkaAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that name another Kafka than that of the local fleet. */
final class KafkaOption {

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

    LetterBox letters() {
        FleetHome home = FleetHome.current();
        return new LetterBox(
                kafka.map(this::another).orElseGet(() -> Running.kafka(home, Running.state(home))));
    }

    private KafkaAccess another(String servers) {
        try {
            return settings.isPresent()
                    ? KafkaAccess.at(servers, settings.get())
                    : KafkaAccess.at(servers);
        } catch (IOException e) {
            throw new CliFailure(
                    ExitCode.USAGE,
                    "%s cannot be read: %s".formatted(settings.get(), e.getMessage()),
                    e);
        }
    }

    ContentReader contents() {
        if (kafka.isPresent() && registry.isEmpty()) {
            return new ContentReader(id -> {
                throw new IOException("no registry was named with --registry");
            });
        }
        return new ContentReader(
                new RegistrySchemas(
                        registry.orElseGet(() ->
                                "http://localhost:%d/apis/registry/v3"
                                        .formatted(port(Addresses.REGISTRY)))));
    }

    private static int port(String part) {
        return Running.state(FleetHome.current())
                .process(part)
                .orElseThrow(() ->
                        new CliFailure(
                                ExitCode.NOT_RUNNING,
                                "the fleet has no %s yet: './fleet status' shows what it waits for"
                                        .formatted(part)))
                .port();
    }
}
