package io.agentfleet.testservers;

import io.agentfleet.localservers.process.Ports;
import io.agentfleet.localservers.process.ServerProcess;
import io.agentfleet.localservers.server.KafkaServer;
import io.agentfleet.localservers.server.RedisServer;
import io.agentfleet.localservers.server.SchemaRegistryServer;
import io.agentfleet.localservers.server.ServerDistributions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The servers that the tests of this JVM share. Each starts when it is first asked for, as a
 * container if the engine has its image, else as a process; all end with the JVM. The broker makes
 * topics on first use, with 6 partitions; the registry keeps schemas in memory. Safe for many
 * threads.
 */
public final class TestServers {

    private final Path data;
    private final List<TestServer> running = new ArrayList<>();
    private final Map<String, TestServer> started = new HashMap<>();

    private TestServers(Path data) {
        this.data = data;
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "test-parts-end"));
    }

    private static final class Shared {
        private static final TestServers PARTS = new TestServers(temporary());
    }

    /** Those of this JVM. */
    public static TestServers shared() {
        return Shared.PARTS;
    }

    /** The broker's {@code host:port}. */
    public String kafka() {
        return server("kafka", Containers.KAFKA, Containers::kafka, this::kafkaProcess).address();
    }

    /** The registry's API, ready for the serdes. */
    public String registryUrl() {
        TestServer server =
                server(
                        "registry",
                        Containers.REGISTRY,
                        Containers::registry,
                        this::registryProcess);
        return "http://%s/apis/registry/v3".formatted(server.address());
    }

    /** Redis as {@code redis://host:port}. */
    public String redisUrl() {
        TestServer server =
                server("redis", Containers.REDIS, Containers::redis, this::redisProcess);
        return "redis://" + server.address();
    }

    private synchronized TestServer server(
            String name,
            String image,
            Supplier<TestServer> container,
            Supplier<TestServer> process) {
        @Nullable TestServer known = started.get(name);
        if (known != null) {
            return known;
        }
        TestServer server = ContainerEngine.has(image) ? container.get() : process.get();
        System.out.printf("test parts: %s at %s (%s)%n", name, server.address(), server.kind());
        started.put(name, server);
        running.add(server);
        return server;
    }

    private TestServer kafkaProcess() {
        return process(
                new KafkaServer(ServerDistributions.ofBuild(), true, false)
                        .start(data.resolve("kafka"), Ports.any()));
    }

    private TestServer registryProcess() {
        SchemaRegistryServer part =
                new SchemaRegistryServer(
                        ServerDistributions.ofBuild(), new SchemaRegistryServer.Storage.InMemory());
        return process(part.start(data.resolve("registry"), Ports.any()));
    }

    private TestServer redisProcess() {
        return process(new RedisServer().start(data.resolve("redis"), Ports.any()));
    }

    private static TestServer process(ServerProcess part) {
        return new TestServer("process " + part.pid(), "localhost", part.port(), part::stop);
    }

    private synchronized void end() {
        running.reversed().forEach(server -> server.end().run());
        running.clear();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.err.printf("test parts: %s is left behind: %s%n", data, e.getMessage());
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("fleet-test-parts");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder for the test parts", e);
        }
    }
}
