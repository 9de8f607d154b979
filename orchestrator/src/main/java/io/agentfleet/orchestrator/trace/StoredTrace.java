package io.agentfleet.orchestrator.trace;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * A trace as far as its spans have come in.
 *
 * @param spans in order of their start
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record StoredTrace(String traceId, List<StoredSpan> spans) {

    public StoredTrace {
        spans = List.copyOf(spans);
    }
}
