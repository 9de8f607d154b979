package io.agentfleet.orchestrator.service;

import io.agentfleet.localservers.process.Ports;
import io.agentfleet.localservers.process.ServerProcess;
import io.agentfleet.localservers.server.KafkaServer;
import io.agentfleet.localservers.server.RedisServer;
import io.agentfleet.localservers.server.SchemaRegistryServer;
import io.agentfleet.localservers.server.ServerDistributions;
import io.agentfleet.testservers.TestTopics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/** Servers of a test's own, which it may freeze, stop and start again at the same port. */
@NullUnmarked
public final class DedicatedServers implements QuarkusTestResourceLifecycleManager {

    private static final Duration READY = Duration.ofSeconds(60);

    static ServerProcess kafka;
    static ServerProcess registry;
    static ServerProcess redis;

    @Override
    public Map<String, String> start() {
        try {
            Path data = Files.createTempDirectory("fleet-own-parts");
            kafka =
                    new KafkaServer(ServerDistributions.ofBuild(), true, false)
                            .start(data.resolve("kafka"), Ports.any());
            registry =
                    new SchemaRegistryServer(
                                    ServerDistributions.ofBuild(),
                                    new SchemaRegistryServer.Storage.InMemory())
                            .start(data.resolve("registry"), Ports.any());
            redis = new RedisServer().start(data.resolve("redis"), Ports.any());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TestTopics.create(kafka.address(), EchoAgents.TOPICS);
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", kafka.address(),
                "kafka.bootstrap.servers", kafka.address(),
                "SCHEMA_REGISTRY_URL", SchemaRegistryServer.url(registry.port()),
                "REDIS_URL", "redis://" + redis.address());
    }

    /** Stops a server; {@link #again} starts it at the same port. */
    static ServerProcess again(ServerProcess stopped) {
        return stopped.launch().start().awaitReady(READY, line -> {});
    }

    /** Freezes a process, or lets it go on. */
    static void signal(ServerProcess part, String signal) {
        try {
            int code =
                    new ProcessBuilder(List.of("kill", "-" + signal, Long.toString(part.pid())))
                            .start()
                            .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -%s ended with %d".formatted(signal, code));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        List.of(redis, registry, kafka).forEach(ServerProcess::stop);
    }
}
