package io.agentfleet.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The spans of a trace as a tree with bars over time.
 *
 * @param spans in order of their start
 */
public record TraceWaterfall(String traceId, List<Span> spans) {

    private static final int BAR = 40;
    private static final int NAME = 60;

    public TraceWaterfall {
        spans = spans.stream().sorted(Comparator.comparingLong(Span::startMicros)).toList();
    }

    /**
     * One span.
     *
     * @param resumed true if it goes on with another one
     */
    public record Span(
            String id,
            String parent,
            String name,
            String service,
            long startMicros,
            long durationMicros,
            boolean failed,
            boolean resumed) {

        long endMicros() {
            return startMicros + durationMicros;
        }
    }

    /** Of what the orchestrator answers. */
    public static TraceWaterfall of(JsonNode trace) {
        List<Span> spans = new ArrayList<>();
        for (JsonNode span : trace.path("spans")) {
            spans.add(
                    new Span(
                            span.path("span_id").asText(),
                            span.path("parent_id").asText(),
                            span.path("name").asText(),
                            span.path("service").asText(),
                            span.path("start_micros").asLong(),
                            span.path("duration_micros").asLong(),
                            span.path("failed").asBoolean(),
                            !span.path("links").isEmpty()));
        }
        return new TraceWaterfall(trace.path("trace_id").asText(), spans);
    }

    /**
     * A line per span, parents before their children; whose parent is missing stands at the left.
     */
    public List<String> lines(Terminal screen) {
        Map<String, List<Span>> children = new HashMap<>();
        Set<String> known = spans.stream().map(Span::id).collect(Collectors.toSet());
        for (Span span : spans) {
            String parent = known.contains(span.parent()) ? span.parent() : "";
            children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(span);
        }
        List<String> lines = new ArrayList<>();
        lines.add("trace %s, %d spans, %s".formatted(traceId, spans.size(), time(total())));
        add("", 0, children, screen, lines);
        return lines;
    }

    private void add(
            String parent,
            int depth,
            Map<String, List<Span>> children,
            Terminal screen,
            List<String> lines) {
        for (Span span : children.getOrDefault(parent, List.of())) {
            String line = line(span, depth);
            lines.add(span.failed() ? screen.red(line) : line);
            add(span.id(), depth + 1, children, screen, lines);
        }
    }

    private String line(Span span, int depth) {
        String indent = " ".repeat(Math.min(depth, NAME / 2));
        String name = DisplayWidth.shorten(title(span), NAME - indent.length());
        return "%s %s %9s  %s"
                .formatted(
                        DisplayWidth.padded(indent + name, NAME),
                        bar(span),
                        time(span.durationMicros()),
                        span.service());
    }

    private static String title(Span span) {
        return span.resumed() ? span.name() + " (resumed)" : span.name();
    }

    private String bar(Span span) {
        long total = total();
        int begin = (int) Math.min(BAR - 1, (span.startMicros() - start()) * BAR / total);
        long length = (span.durationMicros() * BAR + total / 2) / total;
        int cells = Math.clamp(length, 1, BAR - begin);
        return "·".repeat(begin) + "█".repeat(cells) + "·".repeat(BAR - begin - cells);
    }

    private long start() {
        return spans.isEmpty() ? 0 : spans.getFirst().startMicros();
    }

    private long total() {
        return Math.max(1, spans.stream().mapToLong(Span::endMicros).max().orElse(0) - start());
    }

    private static String time(long micros) {
        return micros < 1_000_000
                ? "%.1f ms".formatted(micros / 1000.0)
                : "%.2f s".formatted(micros / 1_000_000.0);
    }
}
