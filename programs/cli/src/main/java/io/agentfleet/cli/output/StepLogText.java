package io.agentfleet.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A task's step log for people: what is long is cut, {@code -o json} has all of it. */
public final class StepLogText {

    private static final int WIDEST = 100;

    private StepLogText() {}

    public static List<String> lines(JsonNode log, Terminal screen) {
        List<String> lines = new ArrayList<>();
        lines.add(screen.bold(cut(log.path("user_input").asText())));
        lines.add(
                screen.dim(
                        "session %s · %s"
                                .formatted(
                                        log.path("session_id").asText(),
                                        log.path("timestamp").asText())));
        for (JsonNode step : log.path("steps")) {
            lines.addAll(step(step, screen));
        }
        lines.add(
                "%s · %d steps · %,d tokens · %s · %,d ms"
                        .formatted(
                                log.path("status").asText(),
                                log.path("steps").size(),
                                log.path("total_tokens").asInt(),
                                DollarText.of(log.path("total_cost")),
                                log.path("total_latency_ms").asLong()));
        return lines;
    }

    private static List<String> step(JsonNode step, Terminal screen) {
        boolean call = step.path("action").asText().equals("tool_call");
        List<String> lines = new ArrayList<>();
        lines.add(
                "%3d  %-10s %-18s %,6d tokens %,7d ms"
                                .formatted(
                                        step.path("step").asInt(),
                                        step.path("agent").asText(),
                                        call ? step.path("tool").asText() : "answers",
                                        step.path("tokens_used").asInt(),
                                        step.path("latency_ms").asLong())
                        + screen.dim(model(step)));
        if (step.hasNonNull("content")) {
            lines.add("     " + cut(step.path("content").asText()));
        }
        if (call) {
            lines.add(screen.dim("     in   ") + cut(text(step.path("input"))));
            String failed = step.path("status").asText().equals("succeeded") ? "" : "! ";
            lines.add(screen.dim("     out  ") + failed + cut(text(step.path("output"))));
        }
        return lines;
    }

    /** Which model was asked, and what it cost; empty if none was. */
    private static String model(JsonNode step) {
        if (step.path("model").asText().isEmpty()) {
            return "";
        }
        return "  %s, %s"
                .formatted(
                        step.path("model").asText(),
                        step.path("from_cache").asBoolean()
                                ? "from the cache"
                                : DollarText.of(step.path("cost")));
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }

    private static String cut(String text) {
        return DisplayWidth.shorten(text.replaceAll("\\s+", " ").strip(), WIDEST);
    }
}
