package io.agentfleet.messaging.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.schemas.Headers;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The headers of an event's record: CloudEvents 1.0, binary mode. */
final class CloudEventHeaders {

    private CloudEventHeaders() {}

    /**
     * The headers of an event that may be published again.
     *
     * @param id the same for every copy of the event, different for every other event of the source
     * @param source who publishes, such as {@code agent-search}
     * @param type the event; its full name is the {@code ce_type}
     */
    static List<Header> of(String id, String source, Class<? extends SpecificRecord> type) {
        return List.of(
                header(Headers.CE_ID, id),
                header(Headers.CE_SOURCE, source),
                header(Headers.CE_TYPE, type.getName()),
                header(Headers.CE_SPECVERSION, "1.0"));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
