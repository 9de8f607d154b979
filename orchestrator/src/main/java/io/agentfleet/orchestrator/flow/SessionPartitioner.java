package io.agentfleet.orchestrator.flow;

/** Computes the partition of a session from its key, as Kafka's Java producer does. */
public interface SessionPartitioner {

    int partition(byte[] key);
}
