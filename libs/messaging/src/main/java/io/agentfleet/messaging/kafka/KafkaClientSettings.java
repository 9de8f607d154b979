package io.agentfleet.messaging.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Where Kafka is and what its clients show there, in Kafka's own words: {@code bootstrap.servers},
 * {@code security.*}, {@code sasl.*}, {@code ssl.*}. Every Kafka client of the fleet is made of it,
 * so that what is set once reaches all of them. Its text form shows only the address of Kafka: the
 * rest may hold a password.
 */
public final class KafkaClientSettings {

    private static final String SERVERS = "bootstrap.servers";
    private static final List<String> HOW = List.of("security.", "sasl.", "ssl.");

    private final String servers;
    private final Map<String, Object> settings;

    private KafkaClientSettings(String servers, Map<String, Object> settings) {
        this.servers = servers;
        this.settings = Map.copyOf(settings);
    }

    /** Kafka without authentication; host:port, comma separated. */
    public static KafkaClientSettings at(String servers) {
        return of(Map.of(SERVERS, servers));
    }

    /**
     * A Kafka at this address, reached as a file of client properties says: the file that Kafka's
     * own tools take.
     */
    public static KafkaClientSettings at(String servers, Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
        }
        Map<String, Object> settings = new HashMap<>();
        properties.forEach((key, value) -> settings.put(key.toString(), value));
        settings.put(SERVERS, servers);
        return of(settings);
    }

    /**
     * What of these settings is about reaching Kafka; the rest is left out.
     *
     * @throws IllegalArgumentException if {@code bootstrap.servers} is not among them
     */
    public static KafkaClientSettings of(Map<String, ?> settings) {
        Object servers = settings.get(SERVERS);
        if (servers == null) {
            throw new IllegalArgumentException(
                    "it is not said where Kafka is: set kafka.bootstrap.servers to host:port");
        }
        Map<String, Object> retained = new HashMap<>();
        settings.forEach((key, value) -> {
            if (key.equals(SERVERS) || HOW.stream().anyMatch(key::startsWith)) {
                retained.put(key, value);
            }
        });
        return new KafkaClientSettings(servers.toString(), retained);
    }

    /** Brokers: host:port, comma separated. */
    public String servers() {
        return servers;
    }

    /** The settings of one client: its own, and how Kafka is reached. */
    public Map<String, Object> with(Map<String, ?> own) {
        Map<String, Object> all = new HashMap<>(own);
        all.putAll(settings);
        return all;
    }

    /**
     * The settings of a producer whose records are on the log for good when it says so, each once,
     * and sent at once. What comes while a request is under way travels together in the next one:
     * no delay at low load, batches at high load.
     *
     * @param deliveryTimeout longest wait for one record, room in the buffer included
     * @param request longest wait for one answer of a broker
     */
    public Map<String, Object> durableProducer(
            String clientId, Duration deliveryTimeout, Duration request) {
        return with(
                Map.of(
                        "client.id",
                        clientId,
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "linger.ms",
                        0,
                        "max.in.flight.requests.per.connection",
                        1,
                        "max.block.ms",
                        deliveryTimeout.toMillis(),
                        "delivery.timeout.ms",
                        (int) deliveryTimeout.toMillis(),
                        "request.timeout.ms",
                        (int) request.toMillis()));
    }

    /** The settings of a client that needs no others. */
    public Map<String, Object> alone() {
        return settings;
    }

    @Override
    public String toString() {
        return servers;
    }
}
