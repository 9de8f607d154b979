package io.agentfleet.agent.drill;

import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.pause.Boundary;
import io.agentfleet.pause.PausePoints;
import io.agentfleet.schemas.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A log after whose taking of a result the process can be held. */
final class PausingLog implements RecordLog {

    private final RecordLog real;
    private final PausePoints points;

    PausingLog(RecordLog real, PausePoints points) {
        this.real = real;
        this.points = points;
    }

    @Override
    public void publish(String topic, String key, SpecificRecord event) {
        real.publish(topic, key, event);
        if (topic.equals(Topics.RESULTS)) {
            points.reached(Boundary.RESULT_PUBLISHED);
        }
    }

    @Override
    public void tell(String topic, String key, SpecificRecord event) {
        real.tell(topic, key, event);
    }

    @Override
    public void toDeadLetters(ProducerRecord<byte[], byte[]> letter) {
        real.toDeadLetters(letter);
    }

    @Override
    public boolean isReady() {
        return real.isReady();
    }
}
