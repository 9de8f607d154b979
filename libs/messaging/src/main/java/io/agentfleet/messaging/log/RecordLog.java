package io.agentfleet.messaging.log;

import org.apache.avro.specific.SpecificRecord;

/** The log that all events are published on. Safe for many threads. */
public interface RecordLog {

    /**
     * Publishes an event and waits until it is on the log with acks=all.
     *
     * @param key the session id, or what a compacted topic is keyed by
     * @throws io.agentfleet.schemas.FleetException with UNAVAILABLE if the log does not answer
     */
    void publish(String topic, String key, SpecificRecord event);

    /**
     * Publishes an event without waiting for the log. Order with later events of the same key is
     * kept; an event that cannot be delivered is logged and counted, not thrown.
     */
    void publishAsync(String topic, String key, SpecificRecord event);

    /** Publishes a dead letter and waits until it is on the log. */
    void toDeadLetters(org.apache.kafka.clients.producer.ProducerRecord<byte[], byte[]> deadLetter);

    /** True if the log answers; asked by readiness, so it returns within a second or two. */
    boolean isReady();
}
