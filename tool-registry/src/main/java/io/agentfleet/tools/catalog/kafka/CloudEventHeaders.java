package io.agentfleet.tools.catalog.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.schemas.Headers;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The headers of every record that the registry writes: CloudEvents 1.0, binary mode. */
public final class CloudEventHeaders {

    private CloudEventHeaders() {}

    /** Headers of an event of this type. */
    public static List<Header> of(Class<?> type) {
        return List.of(
                header(Headers.CE_SPECVERSION, "1.0"),
                header(Headers.CE_ID, UUID.randomUUID().toString()),
                header(Headers.CE_SOURCE, "/tool-registry"),
                header(Headers.CE_TYPE, type.getSimpleName()));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
