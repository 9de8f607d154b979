package io.agentfleet.orchestrator.trace;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A span as it is kept and shown.
 *
 * @param parentId empty for a root
 * @param kind such as {@code CONSUMER}
 * @param service that recorded it
 * @param startMicros since the epoch
 * @param failed true if its status is an error
 * @param links ids of the spans that it is linked to
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record StoredSpan(
        String spanId,
        String parentId,
        String name,
        String kind,
        String service,
        long startMicros,
        long durationMicros,
        boolean failed,
        Map<String, String> attributes,
        List<String> links) {

    public StoredSpan {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        links = List.copyOf(links);
    }
}
