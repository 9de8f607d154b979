package io.agentfleet.orchestrator.view;

import io.agentfleet.agent.redis.RedisConnection;
import org.apache.kafka.common.TopicPartition;

/**
 * Remembers beside the views that a partition went into them. Where the mark is gone, so are the
 * views: the partition must be projected again from its beginning.
 */
interface ProjectedMarks {

    boolean isSet(TopicPartition partition);

    void set(TopicPartition partition);

    /** Marks in the same Redis as the views. */
    static ProjectedMarks in(RedisConnection redis) {
        return new ProjectedMarks() {
            @Override
            public boolean isSet(TopicPartition partition) {
                return redis.get(key(partition)) != null;
            }

            @Override
            public void set(TopicPartition partition) {
                redis.execute("SET", key(partition), "1");
            }

            private String key(TopicPartition partition) {
                return "fleet:projected:" + partition;
            }
        };
    }
}
