package io.agentfleet.cli.deadletter;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads stretches of the log, one partition after another, a few records at a time: belongs to no
 * group and commits nothing. Not for several threads.
 */
final class PartitionReader implements AutoCloseable {

    private static final Comparator<TopicPartition> BY_PLACE =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private final KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer;

    PartitionReader(KafkaClientSettings kafka) {
        this.consumer =
                new KafkaConsumer<>(
                        kafka.with(
                                Map.of(
                                        "isolation.level", "read_committed",
                                        "auto.offset.reset", "earliest",
                                        "enable.auto.commit", "false",
                                        "allow.auto.create.topics", "false",
                                        "max.poll.records", "200",
                                        "fetch.max.bytes", "4194304",
                                        // what is asked for is there; a fetch that waits at the end
                                        // of one partition would hold up the next one
                                        "fetch.max.wait.ms", "10",
                                        "default.api.timeout.ms", "15000")),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
    }

    /**
     * A stretch of a partition.
     *
     * @param from the first offset
     * @param end the one after the last
     */
    record OffsetRange(TopicPartition place, long from, long end) {
        boolean holds(DeadLetterId id) {
            return place.equals(id.place()) && from <= id.offset() && id.offset() < end;
        }
    }

    /** Names of all topics. */
    Collection<String> topics() {
        return consumer.listTopics().keySet();
    }

    /** What lies on these topics now, by name and partition; no empty stretches. */
    List<OffsetRange> now(Collection<String> topics) {
        Map<String, List<PartitionInfo>> known = consumer.listTopics();
        List<TopicPartition> partitions =
                topics.stream()
                        .flatMap(topic -> known.getOrDefault(topic, List.of()).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .sorted(BY_PLACE)
                        .toList();
        Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        return partitions.stream()
                .map(place -> new OffsetRange(place, at(begin, place), at(end, place)))
                .filter(range -> range.from() < range.end())
                .toList();
    }

    private static long at(Map<TopicPartition, Long> offsets, TopicPartition place) {
        return Objects.requireNonNull(offsets.get(place), place.toString());
    }

    /** Passes on each record of an offset range, in order. */
    void read(
            OffsetRange range,
            Consumer<ConsumerRecord<byte @Nullable [], byte @Nullable []>> receiver) {
        TopicPartition place = range.place();
        consumer.assign(List.of(place));
        consumer.seek(place, range.from());
        Instant lastReceived = Instant.now();
        long position = range.from();
        while (position < range.end()) {
            consumer.poll(LOOK).records(place).stream()
                    .filter(record -> record.offset() < range.end())
                    .forEach(receiver);
            long next = consumer.position(place);
            lastReceived = next > position ? Instant.now() : lastReceived;
            position = next;
            requireProgress(place, position, lastReceived);
        }
    }

    private static void requireProgress(
            TopicPartition partition, long position, Instant lastReceived) {
        if (lastReceived.plus(READ_TIMEOUT).isBefore(Instant.now())) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "Kafka returned no records of %s after offset %d for %d s: './fleet status' and './fleet logs kafka' may show why"
                            .formatted(partition, position, READ_TIMEOUT.toSeconds()));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
