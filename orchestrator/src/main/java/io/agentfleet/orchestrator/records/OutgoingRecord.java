package io.agentfleet.orchestrator.records;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record on its way out. Its bytes are shared, not copied. */
public final class OutgoingRecord {

    private final String topic;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final List<Header> headers;

    public OutgoingRecord(
            String topic, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        this.topic = topic;
        this.key = key;
        this.value = value;
        this.headers = List.copyOf(headers);
    }

    public String topic() {
        return topic;
    }

    public byte @Nullable [] key() {
        return key;
    }

    public byte @Nullable [] value() {
        return value;
    }

    /** Its headers besides those of the trace. */
    public List<Header> headers() {
        return headers;
    }
}
