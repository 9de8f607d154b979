package io.agentfleet.testservers;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives a Quarkus test the servers of {@link TestServers} under the names that every service
 * understands: {@code KAFKA_BOOTSTRAP_SERVERS}, {@code SCHEMA_REGISTRY_URL}, {@code REDIS_URL}.
 *
 * <p>Arguments: {@code parts}, those that are needed (default {@code kafka,registry,redis}); {@code
 * topics}, those to make before the service starts. Use as {@code @QuarkusTestResource(value =
 * TestServersResource.class, initArgs = @ResourceArg(name = "topics", value =
 * "agent.steps,agent.results"))}.
 */
public final class TestServersResource implements QuarkusTestResourceLifecycleManager {

    private final List<String> parts = new ArrayList<>(List.of("kafka", "registry", "redis"));
    private final List<String> topics = new ArrayList<>();

    @Override
    public void init(Map<String, String> initArgs) {
        String wanted = initArgs.get("parts");
        if (wanted != null) {
            parts.clear();
            parts.addAll(names(wanted));
        }
        topics.addAll(names(initArgs.getOrDefault("topics", "")));
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> config = new TreeMap<>();
        TestServers shared = TestServers.shared();
        for (String part : parts) {
            switch (part) {
                case "kafka" -> {
                    config.put("KAFKA_BOOTSTRAP_SERVERS", shared.kafka());
                    config.put("kafka.bootstrap.servers", shared.kafka());
                }
                case "registry" -> config.put("SCHEMA_REGISTRY_URL", shared.registryUrl());
                case "redis" -> config.put("REDIS_URL", shared.redisUrl());
                default ->
                        throw new IllegalArgumentException(
                                "unknown part '%s': use kafka, registry or redis".formatted(part));
            }
        }
        if (!topics.isEmpty()) {
            TestTopics.create(shared.kafka(), topics);
        }
        return config;
    }

    /** Nothing: the servers are shared, and end with the JVM. */
    @Override
    public void stop() {}

    private static List<String> names(String list) {
        return List.of(list.split(",")).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
