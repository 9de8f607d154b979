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

    private static final TopicPartition STORY = new TopicPartition("agent.events", 0);
    private static final TopicPartition STEPS = new TopicPartition("agent.steps", 0);
    private static final long NOW = 1_000;

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final FakeViewOffsets positions = new FakeViewOffsets();
    private final ViewOffsetTracker course =
            new ViewOffsetTracker(
                    consumer, positions, InstantSource.fixed(Instant.ofEpochMilli(NOW)));

    @BeforeEach
    void subscribe() {
        consumer.subscribe(List.of("agent.events", "agent.steps"), course);
        consumer.updateBeginningOffsets(Map.of(STORY, 3L, STEPS, 0L));
        consumer.updateEndOffsets(Map.of(STORY, 10L, STEPS, 0L));
        consumer.rebalance(List.of(STORY, STEPS));
        course.onPartitionsAssigned(List.of(STORY, STEPS));
    }

    @Test
    void beginsWhereTheLogBeginsIfThereAreNoViews() {
        assertThat(consumer.position(STORY)).isEqualTo(3);
        assertThat(positions.all())
                .containsEntry(STORY, new ViewOffset(3, 3, 10, NOW, 0))
                .containsEntry(STEPS, new ViewOffset(0, 0, 0, NOW, NOW));
    }

    @Test
    void notesHowFarItCameAndWhenARebuildIsDone() {
        consumer.seek(STORY, 9);
        course.settle(partition -> true);
        assertThat(positions.all().get(STORY)).isEqualTo(new ViewOffset(9, 3, 10, NOW, 0));
        consumer.seek(STORY, 12);
        course.settle(partition -> true);
        assertThat(positions.all().get(STORY)).isEqualTo(new ViewOffset(12, 3, 10, NOW, NOW));
    }

    @Test
    void goesBackToTheBeginningIfTheViewsWereEmptiedWithinABatch() {
        consumer.seek(STORY, 12);
        positions.forget();
        course.settle(partition -> true);
        assertThat(consumer.position(STORY)).isEqualTo(3);
        assertThat(stored(STORY).isDone()).isFalse();
        consumer.seek(STORY, 12);
        course.settle(partition -> true);
        assertThat(stored(STORY).next()).isEqualTo(12);
    }

    @Test
    void goesBackToWhereViewsAreThatCameBackOlderThanTheyWere() {
        ViewOffset older = stored(STORY).at(5, NOW);
        ViewOffset newer = older.at(12, NOW);
        assertThat(positions.replace(positions.all(), Map.of(STORY, older))).isTrue();
        course.onPartitionsAssigned(List.of(STORY));
        consumer.seek(STORY, 12);
        course.settle(partition -> true);
        assertThat(positions.replace(Map.of(STORY, newer), Map.of(STORY, older))).isTrue();

        course.settle(partition -> true);

        assertThat(consumer.position(STORY)).isEqualTo(5);
    }

    @Test
    void goesOnWhereAnotherReplicaStopped() {
        ViewOffset further = stored(STORY).at(8, NOW);
        assertThat(positions.replace(positions.all(), Map.of(STORY, further))).isTrue();
        course.onPartitionsRevoked(List.of(STORY));
        course.onPartitionsAssigned(List.of(STORY));
        assertThat(consumer.position(STORY)).isEqualTo(8);
    }

    @Test
    void settlesOnlyWhatItIsAskedTo() {
        consumer.seek(STORY, 9);
        consumer.seek(STEPS, 4);
        course.settle(STEPS::equals);
        assertThat(stored(STORY).next()).isEqualTo(3);
        assertThat(stored(STEPS).next()).isEqualTo(4);
    }

    private ViewOffset stored(TopicPartition partition) {
        return Objects.requireNonNull(positions.all().get(partition));
    }
}
