package io.agentfleet.agent.meter;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which of the hundreds of meters of a Kafka client are kept: those that are used, without the ids
 * in their labels. All clients are bound by Micrometer's own binder: Quarkus binds the connector's,
 * {@code TopicFollower} its own, the flow Kafka Streams'.
 */
public final class KafkaMeters implements MeterFilter {

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

    /** Reads only while a state is restored: else it seems to stand still. */
    private static final String RESTORING = "-restore-consumer";

    private static final Pattern ID =
            Pattern.compile("-?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Override
    public MeterFilterReply accept(Meter.Id meter) {
        if (!isOfKafka(meter)) {
            return MeterFilterReply.NEUTRAL;
        }
        String client = meter.getTag("client.id");
        boolean kept =
                KEPT.contains(meter.getName()) && (client == null || !client.endsWith(RESTORING));
        return kept ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
    }

    @Override
    public Meter.Id map(Meter.Id meter) {
        if (!isOfKafka(meter)) {
            return meter;
        }
        List<Tag> tags = new ArrayList<>();
        for (Tag tag : meter.getTags()) {
            String value = ID.matcher(tag.getValue()).replaceAll("");
            if (!value.isEmpty()) {
                tags.add(Tag.of(tag.getKey(), value));
            }
        }
        return meter.replaceTags(tags);
    }

    private static boolean isOfKafka(Meter.Id meter) {
        return meter.getName().startsWith("kafka.");
    }
}
