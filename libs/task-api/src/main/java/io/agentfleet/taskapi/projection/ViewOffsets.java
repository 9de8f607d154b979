package io.agentfleet.taskapi.projection;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Offsets stored in the Redis of the views, so that both are lost together. Blocking. */
public interface ViewOffsets {

    Map<TopicPartition, ViewOffset> all();

    /**
     * Replaces positions, all or none.
     *
     * @param known what they must be now; a partition that is missing must have none
     * @return false if one of them is another: then nothing was changed
     */
    boolean replace(Map<TopicPartition, ViewOffset> known, Map<TopicPartition, ViewOffset> moved);

    /** Forgets all, so that everything is projected again. */
    void forget();
}
