package io.agentfleet.offline.compose;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.offline.query.QueryPlan;
import io.agentfleet.offline.query.QueryPlan.Purpose;
import io.agentfleet.offline.question.Intent;
import io.agentfleet.offline.question.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What to draw: the arguments of {@code render_chart}. */
public final class ChartDrawing {
    private static final int MOST_SLICES = 8;
    private static final int MOST_BARS = 20;
    private static final int MOST_LINES = 5;

    private ChartDrawing() {}

    /** The arguments; empty if no result has at least two points. */
    public static Optional<String> arguments(Intent intent, QueryPlan plan, Results results) {
        Optional<Rows> series = results.first(Purpose.SERIES);
        Optional<Rows> groups = results.first(Purpose.GROUPS);
        Optional<Rows> drawn = series.or(() -> groups);
        if (drawn.isEmpty() || drawn.get().rows().size() < 2) {
            return Optional.empty();
        }
        Rows rows = drawn.get();
        boolean ranked = plan.binding().shape() == Shape.RANK;
        boolean shares = rows.columns().contains("share_percent");
        boolean stepped = rows.columns().contains("step") && !ranked;
        String type =
                stepped ? "line" : shares && rows.rows().size() <= MOST_SLICES ? "pie" : "bar";
        ObjectNode chart = Json.object().put("type", type);
        String label = plan.binding().measure().label(intent.language());
        chart.put("title", title(intent, plan, rows, label));
        chart.put("y_label", label);
        if (stepped && rows.columns().size() > 2) {
            lines(rows, plan.binding().measure().aggregate().isAdditive(), chart);
        } else {
            single(rows, label, chart);
        }
        return Optional.of(chart.put("file", "chart.png").toString());
    }

    private static String title(Intent intent, QueryPlan plan, Rows rows, String label) {
        String step = plan.window().grain().map(g -> g.word(intent.language())).orElse("");
        String subject = rows.query().subject().isEmpty() ? step : rows.query().subject();
        return intent.language().pick(label + " by " + subject, subject + "별 " + label);
    }

    private static void single(Rows rows, String label, ObjectNode chart) {
        ArrayNode categories = chart.putArray("categories");
        ObjectNode one = chart.putArray("series").addObject().put("name", label);
        ArrayNode values = one.putArray("values");
        int most = rows.columns().contains("step") ? rows.rows().size() : MOST_BARS;
        for (int i = 0; i < Math.min(most, rows.rows().size()); i++) {
            if (rows.cell(i, "value").isNumber()) {
                categories.add(rows.label(i));
                values.add(rows.cell(i, "value"));
            }
        }
    }

    /** One line per group. A step without rows is 0 for a sum; for an average it has no value. */
    private static void lines(Rows rows, boolean additive, ObjectNode chart) {
        Map<String, Map<String, Integer>> lines = new LinkedHashMap<>();
        Map<String, Boolean> steps = new LinkedHashMap<>();
        for (int i = 0; i < rows.rows().size(); i++) {
            String step = rows.cell(i, "step").asText();
            String group = rows.label(i).substring(step.length()).replaceFirst("^ / ", "");
            steps.put(step, true);
            lines.computeIfAbsent(group, g -> new LinkedHashMap<>()).put(step, i);
        }
        chart.set("categories", Json.strings(List.copyOf(steps.keySet())));
        ArrayNode series = chart.putArray("series");
        lines.entrySet().stream()
                .filter(line -> additive || line.getValue().size() == steps.size())
                .limit(MOST_LINES)
                .forEach(line -> {
                    ArrayNode values =
                            series.addObject().put("name", line.getKey()).putArray("values");
                    for (String step : steps.keySet()) {
                        Integer row = line.getValue().get(step);
                        if (row == null) {
                            values.add(0);
                        } else {
                            values.add(rows.cell(row, "value"));
                        }
                    }
                });
    }
}
