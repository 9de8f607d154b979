package io.agentfleet.taskapi.projection;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The offsets of the view consumer, per partition. They are stored beside the views, in the same
 * Redis, and are replaced only if they are still as this consumer last saw them. So a Redis that
 * was emptied, even between two records of a batch, or restored from an older state, is detected
 * after the batch, and the consumer seeks back to the stored offsets. Offsets are committed to
 * Kafka too, but only so that the lag can be watched. Not thread-safe: for the consumer's thread
 * only.
 */
final class ViewOffsetTracker implements ConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(ViewOffsetTracker.class);

    private final Consumer<byte[], byte[]> consumer;
    private final ViewOffsets positions;
    private final InstantSource clock;
    private final Map<TopicPartition, ViewOffset> known = new HashMap<>();

    ViewOffsetTracker(
            Consumer<byte[], byte[]> consumer, ViewOffsets positions, InstantSource clock) {
        this.consumer = consumer;
        this.positions = positions;
        this.clock = clock;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        seekToStored(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        known.keySet().removeAll(partitions);
    }

    /**
     * Stores that everything polled from these partitions is in the views. If the stored offsets
     * were changed or lost meanwhile, seeks back to them instead.
     */
    void commit(Predicate<TopicPartition> these) {
        Map<TopicPartition, ViewOffset> moved = new HashMap<>();
        long now = clock.millis();
        known.forEach((partition, position) -> {
            if (these.test(partition)) {
                moved.put(partition, position.at(consumer.position(partition), now));
            }
        });
        if (moved.isEmpty()) {
            return;
        }
        if (positions.replace(known, moved)) {
            boolean further = !known.entrySet().containsAll(moved.entrySet());
            known.putAll(moved);
            if (further) {
                consumer.commitAsync();
            }
        } else {
            seekToStored(Set.copyOf(known.keySet()));
        }
    }

    /** Seeks to the stored offsets; to the beginning of partitions that have none. */
    private void seekToStored(Collection<TopicPartition> partitions) {
        Map<TopicPartition, ViewOffset> stored = positions.all();
        Set<TopicPartition> lost = new HashSet<>(partitions);
        lost.removeAll(stored.keySet());
        if (!lost.isEmpty()) {
            Map<TopicPartition, ViewOffset> begun = begun(lost);
            if (!positions.replace(Map.of(), begun)) {
                throw new IllegalStateException(
                        "another replica changed the view offsets of %s".formatted(lost));
            }
            LOG.infof("views_rebuilt_from_log partitions=%s", lost);
            stored.putAll(begun);
        }
        for (TopicPartition partition : partitions) {
            ViewOffset position = stored.get(partition);
            if (position != null) {
                known.put(partition, position);
                consumer.seek(partition, position.next());
            }
        }
    }

    private Map<TopicPartition, ViewOffset> begun(Set<TopicPartition> lost) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(lost);
        Map<TopicPartition, ViewOffset> begun = new HashMap<>();
        consumer.beginningOffsets(lost)
                .forEach((partition, from) ->
                        begun.put(
                                partition,
                                ViewOffset.begin(
                                        from, ends.getOrDefault(partition, from), clock.millis())));
        return begun;
    }
}
