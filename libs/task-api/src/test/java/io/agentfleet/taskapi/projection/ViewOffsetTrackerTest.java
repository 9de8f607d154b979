package io.agentfleet.taskapi.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewOffsetTrackerTest {

    private static final TopicPartition EVENTS = new TopicPartition("agent.events", 0);
    private static final TopicPartition STEPS = new TopicPartition("agent.steps", 0);
    private static final long NOW = 1_000;

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final FakeViewOffsets positions = new FakeViewOffsets();
    private final ViewOffsetTracker offsets =
            new ViewOffsetTracker(
                    consumer, positions, InstantSource.fixed(Instant.ofEpochMilli(NOW)));

    @BeforeEach
    void subscribe() {
        consumer.subscribe(List.of("agent.events", "agent.steps"), offsets);
        consumer.updateBeginningOffsets(Map.of(EVENTS, 3L, STEPS, 0L));
        consumer.updateEndOffsets(Map.of(EVENTS, 10L, STEPS, 0L));
        consumer.rebalance(List.of(EVENTS, STEPS));
        offsets.onPartitionsAssigned(List.of(EVENTS, STEPS));
    }

    @Test
    void startsAtTheBeginningOfTheLogIfThereAreNoViews() {
        assertThat(consumer.position(EVENTS)).isEqualTo(3);
        assertThat(positions.all())
                .containsEntry(EVENTS, new ViewOffset(3, 3, 10, NOW, 0))
                .containsEntry(STEPS, new ViewOffset(0, 0, 0, NOW, NOW));
    }

    @Test
    void storesTheOffsetsAndWhenARebuildIsDone() {
        consumer.seek(EVENTS, 9);
        offsets.commit(partition -> true);
        assertThat(positions.all().get(EVENTS)).isEqualTo(new ViewOffset(9, 3, 10, NOW, 0));
        consumer.seek(EVENTS, 12);
        offsets.commit(partition -> true);
        assertThat(positions.all().get(EVENTS)).isEqualTo(new ViewOffset(12, 3, 10, NOW, NOW));
    }

    @Test
    void seeksToTheBeginningIfTheViewsWereEmptiedWithinABatch() {
        consumer.seek(EVENTS, 12);
        positions.forget();
        offsets.commit(partition -> true);
        assertThat(consumer.position(EVENTS)).isEqualTo(3);
        assertThat(stored(EVENTS).isDone()).isFalse();
        consumer.seek(EVENTS, 12);
        offsets.commit(partition -> true);
        assertThat(stored(EVENTS).next()).isEqualTo(12);
    }

    @Test
    void seeksBackIfTheViewsWereRestoredFromAnOlderState() {
        ViewOffset older = stored(EVENTS).at(5, NOW);
        ViewOffset newer = older.at(12, NOW);
        assertThat(positions.replace(positions.all(), Map.of(EVENTS, older))).isTrue();
        offsets.onPartitionsAssigned(List.of(EVENTS));
        consumer.seek(EVENTS, 12);
        offsets.commit(partition -> true);
        assertThat(positions.replace(Map.of(EVENTS, newer), Map.of(EVENTS, older))).isTrue();

        offsets.commit(partition -> true);

        assertThat(consumer.position(EVENTS)).isEqualTo(5);
    }

    @Test
    void continuesWhereAnotherReplicaStopped() {
        ViewOffset further = stored(EVENTS).at(8, NOW);
        assertThat(positions.replace(positions.all(), Map.of(EVENTS, further))).isTrue();
        offsets.onPartitionsRevoked(List.of(EVENTS));
        offsets.onPartitionsAssigned(List.of(EVENTS));
        assertThat(consumer.position(EVENTS)).isEqualTo(8);
    }

    @Test
    void commitsOnlyThePartitionsItIsAskedTo() {
        consumer.seek(EVENTS, 9);
        consumer.seek(STEPS, 4);
        offsets.commit(STEPS::equals);
        assertThat(stored(EVENTS).next()).isEqualTo(3);
        assertThat(stored(STEPS).next()).isEqualTo(4);
    }

    private ViewOffset stored(TopicPartition partition) {
        return Objects.requireNonNull(positions.all().get(partition));
    }
}
