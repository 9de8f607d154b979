package io.agentfleet.localservers.server;

import io.agentfleet.localservers.process.Launch;
import io.agentfleet.localservers.process.Ports;
import io.agentfleet.localservers.process.Processes;
import io.agentfleet.localservers.process.SecretFile;
import io.agentfleet.localservers.process.ServerProcess;
import io.agentfleet.localservers.process.ServerStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Apache Kafka as one process, broker and controller (KRaft), on the loopback address. Its storage
 * is formatted once; what it holds is there again at the next start, on whichever port.
 *
 * @param home where its jars are
 * @param autoCreateTopics true for tests: a topic comes with its first use, with 6 partitions
 * @param underLoad true: all of the JVM's compiler, which pays after minutes of load; false: the
 *     quick one, which is ready sooner and leaves the processors to others
 * @param guard who may do what; empty: anybody may do everything
 */
public record KafkaServer(
        ServerDistributions home,
        boolean autoCreateTopics,
        boolean underLoad,
        Optional<KafkaAuthentication> guard) {

    /** The port that everybody expects. */
    public static final int PORT = 9092;

    /** Where its controller listens, for the broker alone. */
    public static final int CONTROLLER_PORT = 9093;

    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration FORMAT = Duration.ofSeconds(60);

    /** A Kafka where anybody may do everything. */
    public KafkaServer(ServerDistributions home, boolean autoCreateTopics, boolean underLoad) {
        this(home, autoCreateTopics, underLoad, Optional.empty());
    }

    /** Starts it and waits until it answers. */
    public ServerProcess start(Path data, int preferredPort) {
        int port = Ports.free(preferredPort);
        return launch(data, data.resolve("kafka.log"), port, Ports.any())
                .start()
                .awaitReady(READY, line -> {});
    }

    /** Writes its configuration, formats its storage if that was never done. */
    public Launch launch(Path data, Path log, int port, int controllerPort) {
        Path lib = home.requireKafkaLib();
        try {
            Files.createDirectories(data);
            Path config = data.resolve("server.properties");
            new SecretFile(config).write(configuration(data, port, controllerPort));
            Files.writeString(data.resolve("log4j2.properties"), LOGGING);
            format(data, lib, config, log);
            return new Launch(
                    "kafka",
                    java(data, lib, underLoad, List.of("kafka.Kafka", config.toString())),
                    Map.of(),
                    data,
                    log,
                    port,
                    guard.flatMap(KafkaAuthentication::certificates).isPresent()
                            ? Probes.listening(port)
                            : Probes.kafka(port));
        } catch (IOException | UncheckedIOException e) {
            throw new ServerStartException(
                    "kafka cannot write to %s: %s".formatted(data, e.getMessage()), e);
        }
    }

    private void format(Path data, Path lib, Path config, Path log) throws IOException {
        if (Files.exists(data.resolve("log/meta.properties"))) {
            return;
        }
        List<String> arguments =
                List.of(
                        "kafka.tools.StorageTool",
                        "format",
                        "--ignore-formatted",
                        "-t",
                        clusterId(),
                        "-c",
                        config.toString());
        ServerProcess formatting =
                new Launch(
                                "kafka-format",
                                java(data, lib, false, arguments),
                                Map.of(),
                                data,
                                log,
                                0,
                                Optional::empty)
                        .start();
        if (!Processes.awaitEnd(formatting.handle(), FORMAT)
                || !Files.exists(data.resolve("log/meta.properties"))) {
            formatting.stop();
            throw new ServerStartException(
                    "kafka's storage %s could not be formatted: see %s".formatted(data, log));
        }
    }

    private static List<String> java(
            Path data, Path lib, boolean fullCompiler, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Launch.java());
        command.addAll(
                ServerClassArchive.archiveOptions(
                        lib.resolveSibling(arguments.getFirst() + ".jsa")));
        if (!fullCompiler) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(
                List.of(
                        "-Xms64m",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.awt.headless=true",
                        "-Dlog4j2.configurationFile=" + data.resolve("log4j2.properties").toUri(),
                        "-cp",
                        lib + "/*"));
        command.addAll(arguments);
        return command;
    }

    private static String clusterId() {
        UUID uuid = UUID.randomUUID();
        byte[] bytes =
                java.nio.ByteBuffer.allocate(16)
                        .putLong(uuid.getMostSignificantBits())
                        .putLong(uuid.getLeastSignificantBits())
                        .array();
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return id.startsWith("-") ? clusterId() : id;
    }

    private String configuration(Path data, int port, int controllerPort) {
        return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%d
        listeners=FLEET://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
        advertised.listeners=FLEET://localhost:%d
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=FLEET:%s,CONTROLLER:%s
        %s
        log.dirs=%s
        num.partitions=6
        auto.create.topics.enable=%s
        default.replication.factor=1
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=5
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=5
        # a broker that aborts what timed out before it serves again leaves it open for good: not below 10 s
        transaction.abort.timed.out.transaction.cleanup.interval.ms=10000
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        log.cleaner.dedupe.buffer.size=16777216
        log.segment.bytes=67108864
        num.network.threads=2
        num.io.threads=4
        """
                .formatted(
                        controllerPort,
                        port,
                        controllerPort,
                        port,
                        guard.map(KafkaAuthentication::protocol).orElse("PLAINTEXT"),
                        guard.isPresent() ? "SASL_PLAINTEXT" : "PLAINTEXT",
                        guard.map(KafkaAuthentication::settings)
                                .orElse("inter.broker.listener.name=FLEET"),
                        data.resolve("log"),
                        autoCreateTopics);
    }

    private static final String LOGGING =
            """
            rootLogger.level=WARN
            rootLogger.appenderRef.out.ref=OUT
            appender.out.type=Console
            appender.out.name=OUT
            appender.out.layout.type=PatternLayout
            appender.out.layout.pattern=%d{HH:mm:ss.SSS} %-5p %c{1} %m%n
            logger.server.name=kafka.server.KafkaRaftServer
            logger.server.level=INFO
            logger.raft.name=org.apache.kafka.raft
            logger.raft.level=ERROR
            # what was refused to whom
            logger.authorizer.name=kafka.authorizer.logger
            logger.authorizer.level=INFO
            """;
}
