package io.agentfleet.taskapi.projection;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;

/** Positions that last as long as the test. */
final class FakeViewOffsets implements ViewOffsets {

    private final Map<TopicPartition, ViewOffset> stored = new HashMap<>();

    @Override
    public synchronized Map<TopicPartition, ViewOffset> all() {
        return new HashMap<>(stored);
    }

    @Override
    public synchronized boolean replace(
            Map<TopicPartition, ViewOffset> known, Map<TopicPartition, ViewOffset> moved) {
        boolean same =
                moved.keySet().stream().allMatch(p -> Objects.equals(known.get(p), stored.get(p)));
        if (same) {
            stored.putAll(moved);
        }
        return same;
    }

    @Override
    public synchronized void forget() {
        stored.clear();
    }
}
