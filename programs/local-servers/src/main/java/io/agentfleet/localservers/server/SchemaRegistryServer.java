package io.agentfleet.localservers.server;

import io.agentfleet.localservers.process.Launch;
import io.agentfleet.localservers.process.Ports;
import io.agentfleet.localservers.process.SecretFile;
import io.agentfleet.localservers.process.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Apicurio Registry as a process on the loopback address.
 *
 * @param home where its distribution is
 * @param storage where it keeps schemas
 * @param password of {@link #USER}, who alone may read and write schemas; empty: anybody may
 */
public record SchemaRegistryServer(
        ServerDistributions home, Storage storage, Optional<String> password) {

    /** Its one user, if it has one. */
    public static final String USER = "fleet";

    /** The fleet's port for it; 8080 belongs to the orchestrator. */
    public static final int PORT = 8079;

    /** The port of its management interface, which is not used: any free one. */
    private static final String ANY_PORT = "0";

    private static final Duration READY = Duration.ofSeconds(90);

    /** Where schemas are kept. */
    public sealed interface Storage {

        /** In memory: gone with the process. For tests. */
        record InMemory() implements Storage {}

        /**
         * In a topic of a Kafka, so that the log is the only truth.
         *
         * @param shows what it shows there, in the words of client properties; empty: nothing
         */
        record InKafka(String bootstrapServers, Map<String, String> shows) implements Storage {
            public InKafka {
                shows = Map.copyOf(shows);
            }

            @Override
            public String toString() {
                return "InKafka[" + bootstrapServers + "]";
            }
        }
    }

    /** A registry where anybody may do everything. */
    public SchemaRegistryServer(ServerDistributions home, Storage storage) {
        this(home, storage, Optional.empty());
    }

    /** Starts it and waits until it answers. */
    public ServerProcess start(Path data, int preferredPort) {
        int port = Ports.free(preferredPort);
        return launch(data, data.resolve("registry.log"), port)
                .start()
                .awaitReady(READY, line -> {});
    }

    /** How to start it; in {@code data} it keeps nothing but who may use it. */
    public Launch launch(Path data, Path log, int port) {
        return new Launch(
                "registry",
                command(data, port),
                environment(),
                data,
                log,
                port,
                Probes.registry(port, password));
    }

    private List<String> command(Path data, int port) {
        Path jar = home.requireRegistryJar();
        List<String> command = new ArrayList<>();
        command.add(Launch.java());
        command.addAll(
                ServerClassArchive.archiveOptions(jar.resolve("../../registry.jsa").normalize()));
        command.addAll(
                List.of(
                        "-Xms48m",
                        "-Xmx256m",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
        password.ifPresent(secret -> {
            Path users = data.resolve("users.properties");
            new SecretFile(users).write(users(secret));
            command.add("-Dsmallrye.config.locations=" + users.toUri());
        });
        settings(port).forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    private static String users(String password) {
        return """
        quarkus.http.auth.basic=true
        quarkus.security.users.embedded.plain-text=true
        quarkus.security.users.embedded.users.%1$s=%2$s
        quarkus.security.users.embedded.roles.%1$s=sr-admin
        """
                .formatted(USER, password);
    }

    @Override
    public String toString() {
        return "SchemaRegistryServer[%s, %s]".formatted(home, storage);
    }

    /** Where its Kafka is, and what everybody on the machine could read among the arguments. */
    private Map<String, String> environment() {
        Map<String, String> environment = new java.util.TreeMap<>();
        if (storage instanceof Storage.InKafka kafka) {
            environment.put("APICURIO_KAFKASQL_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
            kafka.shows()
                    .forEach((key, value) ->
                            environment.put(
                                    "APICURIO_KAFKA_COMMON_"
                                            + key.toUpperCase(Locale.ROOT).replace('.', '_'),
                                    value));
        }
        return environment;
    }

    /** Where services find its API on a port. */
    public static String url(int port) {
        return "http://localhost:%d/apis/registry/v3".formatted(port);
    }

    private Map<String, String> settings(int port) {
        Map<String, String> settings = new java.util.TreeMap<>();
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("quarkus.management.host", "127.0.0.1");
        settings.put("quarkus.management.port", ANY_PORT);
        settings.put("quarkus.otel.sdk.disabled", "true");
        settings.put("quarkus.log.level", "WARN");
        settings.put("quarkus.log.console.json.enabled", "false");
        settings.put("apicurio.datasource.jdbc.initial-size", "2");
        settings.put("apicurio.datasource.jdbc.min-size", "2");
        settings.put("apicurio.datasource.jdbc.max-size", "8");
        if (storage instanceof Storage.InKafka) {
            settings.put("apicurio.storage.kind", "kafkasql");
            settings.put("apicurio.kafkasql.consumer.poll.timeout", "100");
        }
        return settings;
    }
}
