package io.agentfleet.localfleet.service;

import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localservers.server.KafkaServer;
import io.agentfleet.localservers.server.RedisServer;
import io.agentfleet.localservers.server.SchemaRegistryServer;
import java.util.Map;
import java.util.TreeMap;

/**
 * The addresses of everything in this fleet, as passed to services.
 *
 * @param ports the port of each process, by name: a first instance has the name of its service
 */
public record FleetAddresses(Map<String, Integer> ports) {

    public static final String KAFKA = "kafka";
    public static final String REDIS = "redis";
    public static final String REGISTRY = "registry";

    /** Kafka's second port, which only Kafka itself uses. */
    public static final String CONTROLLER = KAFKA + "/controller";

    /** The port that everybody expects, by part: all that is no service of the fleet's own. */
    public static final Map<String, Integer> PARTS =
            Map.of(
                    KAFKA, KafkaServer.PORT,
                    REDIS, RedisServer.PORT,
                    REGISTRY, SchemaRegistryServer.PORT);

    static final String ORCHESTRATOR = "orchestrator";

    public FleetAddresses {
        ports = Map.copyOf(ports);
    }

    /** {@code localhost:port} of the first instance. */
    public String of(String name) {
        Integer port = ports.get(name);
        if (port == null) {
            throw new IllegalArgumentException("no port was chosen for " + name);
        }
        return "localhost:" + port;
    }

    /** The registry's API. */
    public String registryUrl() {
        return "http://%s/apis/registry/v3".formatted(of(REGISTRY));
    }

    /** The environment of one instance of a service. */
    public Map<String, String> environment(
            FleetHome home, ServiceDefinition service, String instance, int port) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("FLEET_INSTANCE", instance);
        environment.put("HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", of(KAFKA));
        environment.put("SCHEMA_REGISTRY_URL", registryUrl());
        environment.put("AGENT_ADDRESS", of(service.name()));
        environment.put("TOOL_EXECUTOR_ADDRESS", "localhost:" + port);
        putIfKnown(environment, "TOOL_REGISTRY_ADDRESS", "tool-registry");
        environment.put("DATA_SOURCES_FILE", home.sources().toString());
        environment.put(
                "PERMISSIONS_FILE", home.root().resolve("permissions.properties").toString());
        environment.put("OUTPUT_DIR", home.output().toString());
        environment.put("WORK_DIR", home.home().resolve("work").toString());
        environment.put("FLEET_STATE_DIR", home.sessions(instance).toString());
        environment.put("LOG_JSON", "true");
        environment.put("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_CLIENT_ID_PREFIX", instance + "-");
        environment.put("QUARKUS_LOG_CATEGORY__IO_SMALLRYE_HEALTH__LEVEL", "WARN");
        return environment;
    }

    /** Spans go to the orchestrator, which keeps them. */
    Map<String, String> traces() {
        return ports.containsKey(ORCHESTRATOR)
                ? Map.of(
                        "OTEL_SDK_DISABLED",
                        "false",
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://" + of(ORCHESTRATOR))
                : Map.of();
    }

    private void putIfKnown(Map<String, String> environment, String key, String service) {
        if (ports.containsKey(service)) {
            environment.put(key, of(service));
        }
    }
}
