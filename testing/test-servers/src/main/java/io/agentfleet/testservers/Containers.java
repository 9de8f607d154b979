package io.agentfleet.testservers;

import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;

/** The servers as containers. Loaded only once the engine is known to have the image. */
final class Containers {

    static final String KAFKA = "apache/kafka:4.3.1";
    static final String REDIS = "redis:7.2";
    static final String REGISTRY = "apicurio/apicurio-registry:3.3.3";

    private static final Duration READY = Duration.ofSeconds(90);

    private Containers() {}

    @SuppressWarnings("resource") // ended by TestServer.end
    static TestServer kafka() {
        KafkaContainer kafka =
                new KafkaContainer(KAFKA)
                        .withEnv("KAFKA_NUM_PARTITIONS", "6")
                        .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                        .withStartupTimeout(READY);
        kafka.start();
        return new TestServer(
                "container " + KAFKA,
                kafka.getHost(),
                kafka.getMappedPort(KAFKA_PORT),
                kafka::stop);
    }

    private static final int KAFKA_PORT = 9092;

    static TestServer redis() {
        return generic(REDIS, 6379, "");
    }

    static TestServer registry() {
        return generic(REGISTRY, 8080, "/apis/registry/v3/system/info");
    }

    @SuppressWarnings("resource") // ended by TestServer.end
    private static TestServer generic(String image, int port, String readyPath) {
        GenericContainer<?> container =
                new GenericContainer<>(image)
                        .withExposedPorts(port)
                        .waitingFor(
                                readyPath.isEmpty()
                                        ? Wait.forListeningPort()
                                        : Wait.forHttp(readyPath).forPort(port))
                        .withStartupTimeout(READY);
        container.start();
        return new TestServer(
                "container " + image,
                container.getHost(),
                container.getMappedPort(port),
                container::stop);
    }
}
