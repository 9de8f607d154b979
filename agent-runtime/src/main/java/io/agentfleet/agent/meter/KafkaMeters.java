package io.agentfleet.agent.meter;

import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Set;

/**
 * Which of the hundreds of meters of a Kafka client are kept: those that somebody asks for. All
 * clients are bound by Micrometer's own binder: Quarkus binds the connector's, {@code LogReader}
 * its own, the flow Kafka Streams'.
 */
public final class KafkaMeters {

    private static final Set<String> KEPT =
            Set.of(
                    "kafka.consumer.fetch.manager.records.lag",
                    "kafka.consumer.fetch.manager.records.consumed.total",
                    "kafka.consumer.coordinator.assigned.partitions",
                    "kafka.consumer.coordinator.rebalance.total",
                    "kafka.consumer.coordinator.rebalance.latency.max",
                    "kafka.consumer.last.poll.seconds.ago",
                    "kafka.stream.alive.stream.threads",
                    "kafka.stream.failed.stream.threads",
                    "kafka.stream.thread.commit.latency.max",
                    "kafka.stream.thread.process.latency.max");

    private KafkaMeters() {}

    public static MeterFilter kept() {
        return MeterFilter.deny(
                id -> id.getName().startsWith("kafka.") && !KEPT.contains(id.getName()));
    }
}
