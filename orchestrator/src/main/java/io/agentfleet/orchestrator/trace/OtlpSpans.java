package io.agentfleet.orchestrator.trace;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Spans out of OTLP messages: the only place that knows both. */
final class OtlpSpans {

    private static final String SERVICE = "service.name";

    /** Exports are calls, too; if they were traced, they would never end. */
    private static final String OF_THE_EXPORT = "opentelemetry.proto.collector";

    private OtlpSpans() {}

    /** The spans of a message by trace id. */
    static Map<String, List<StoredSpan>> byTrace(ExportTraceServiceRequest request) {
        Map<String, List<StoredSpan>> traces = new HashMap<>();
        for (ResourceSpans source : request.getResourceSpansList()) {
            String service = service(source.getResource());
            source.getScopeSpansList().stream()
                    .flatMap(scope -> scope.getSpansList().stream())
                    .filter(span -> !span.getName().contains(OF_THE_EXPORT))
                    .forEach(span ->
                            traces.computeIfAbsent(hex(span.getTraceId()), _ -> new ArrayList<>())
                                    .add(stored(span, service)));
        }
        return traces;
    }

    private static StoredSpan stored(Span span, String service) {
        Map<String, String> attributes = new HashMap<>();
        for (KeyValue attribute : span.getAttributesList()) {
            attributes.put(attribute.getKey(), text(attribute.getValue()));
        }
        return new StoredSpan(
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                span.getName(),
                span.getKind().name().replace("SPAN_KIND_", ""),
                service,
                span.getStartTimeUnixNano() / 1000,
                (span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1000,
                span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR,
                attributes,
                span.getLinksList().stream().map(link -> hex(link.getSpanId())).toList());
    }

    private static String service(Resource resource) {
        return resource.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(SERVICE))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("unknown");
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            case ARRAY_VALUE, KVLIST_VALUE, BYTES_VALUE, VALUE_NOT_SET -> value.toString().strip();
        };
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
