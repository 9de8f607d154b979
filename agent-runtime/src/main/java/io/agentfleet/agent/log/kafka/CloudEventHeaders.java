package io.agentfleet.agent.log.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.schemas.Headers;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The CloudEvents 1.0 headers of an event, binary mode. */
final class CloudEventHeaders {

    private CloudEventHeaders() {}

    static List<Header> of(SpecificRecord event, String source) {
        return List.of(
                header(Headers.CE_ID, UUID.randomUUID().toString()),
                header(Headers.CE_SOURCE, source),
                header(Headers.CE_TYPE, event.getSchema().getFullName()),
                header(Headers.CE_SPECVERSION, "1.0"));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
