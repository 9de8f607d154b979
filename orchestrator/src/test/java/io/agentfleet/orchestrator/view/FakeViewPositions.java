package io.agentfleet.orchestrator.view;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;

/** Positions that last as long as the test. */
final class FakeViewPositions implements ViewPositions {

    private final Map<TopicPartition, ViewPosition> stored = new HashMap<>();

    @Override
    public synchronized Map<TopicPartition, ViewPosition> all() {
        return new HashMap<>(stored);
    }

    @Override
    public synchronized boolean replace(
            Map<TopicPartition, ViewPosition> known, Map<TopicPartition, ViewPosition> moved) {
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
