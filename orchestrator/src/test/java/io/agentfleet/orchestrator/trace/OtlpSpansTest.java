package io.agentfleet.orchestrator.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtlpSpansTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void spansKeepWhatAReaderNeeds() {
        Span span =
                Span.newBuilder()
                        .setTraceId(bytes(TRACE))
                        .setSpanId(bytes("00f067aa0ba902b7"))
                        .setParentSpanId(bytes("00f067aa0ba902b6"))
                        .setName("chat rules-1")
                        .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                        .setStartTimeUnixNano(1_000_000)
                        .setEndTimeUnixNano(3_500_000)
                        .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR))
                        .addAttributes(attribute("gen_ai.request.model", text("rules-1")))
                        .addAttributes(
                                attribute("tokens", AnyValue.newBuilder().setIntValue(7).build()))
                        .addLinks(Span.Link.newBuilder().setSpanId(bytes("00f067aa0ba902b5")))
                        .build();
        assertThat(OtlpSpans.byTrace(of(span)))
                .isEqualTo(
                        Map.of(
                                TRACE,
                                List.of(
                                        new StoredSpan(
                                                "00f067aa0ba902b7",
                                                "00f067aa0ba902b6",
                                                "chat rules-1",
                                                "CLIENT",
                                                "agent-search",
                                                1_000,
                                                2_500,
                                                true,
                                                Map.of(
                                                        "gen_ai.request.model",
                                                        "rules-1",
                                                        "tokens",
                                                        "7"),
                                                List.of("00f067aa0ba902b5")))));
    }

    @Test
    void theExportItselfIsNotTraced() {
        Span export =
                Span.newBuilder()
                        .setTraceId(bytes(TRACE))
                        .setName("opentelemetry.proto.collector.trace.v1.TraceService/Export")
                        .build();
        assertThat(OtlpSpans.byTrace(of(export))).isEmpty();
    }

    private static ExportTraceServiceRequest of(Span span) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(
                        ResourceSpans.newBuilder()
                                .setResource(
                                        Resource.newBuilder()
                                                .addAttributes(
                                                        attribute(
                                                                "service.name",
                                                                text("agent-search"))))
                                .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
                .build();
    }

    private static KeyValue attribute(String key, AnyValue value) {
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }

    private static AnyValue text(String value) {
        return AnyValue.newBuilder().setStringValue(value).build();
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}
