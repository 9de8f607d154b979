package io.agentfleet.orchestrator.flow;

/** Which partition a session belongs to; the one that Kafka's Java clients choose for its key. */
public interface SessionPartitioner {

    int partition(byte[] key);
}
