package io.agentfleet.failpoints.service;

import io.agentfleet.failpoints.point.Failpoint;
import io.agentfleet.failpoints.point.Failpoints;
import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.schemas.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A log after whose taking of a result the process can be held. */
final class FailpointLog implements RecordLog {

    private final RecordLog real;
    private final Failpoints points;

    FailpointLog(RecordLog real, Failpoints points) {
        this.real = real;
        this.points = points;
    }

    @Override
    public void publish(String topic, String key, SpecificRecord event) {
        real.publish(topic, key, event);
        if (topic.equals(Topics.RESULTS)) {
            points.reached(Failpoint.RESULT_PUBLISHED);
        }
    }

    @Override
    public void publishAsync(String topic, String key, SpecificRecord event) {
        real.publishAsync(topic, key, event);
    }

    @Override
    public void toDeadLetters(ProducerRecord<byte[], byte[]> deadLetter) {
        real.toDeadLetters(deadLetter);
    }

    @Override
    public boolean isReady() {
        return real.isReady();
    }
}
