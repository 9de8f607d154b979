package io.agentfleet.offline.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.offline.query.QueryPlan;
import io.agentfleet.offline.query.QueryPlan.Purpose;
import io.agentfleet.offline.question.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The analysis agent's final answer, as JSON. */
public final class AnalysisAnswer {
    private static final int MOST_ROWS = 31;

    private AnalysisAnswer() {}

    /** The answer from the results; {@code answer} is null if there is none. */
    public static String of(
            Intent intent, QueryPlan plan, Results results, Optional<String> chart) {
        InterpretationText understanding = new InterpretationText(intent, plan);
        List<String> notes = new ArrayList<>(understanding.notes());
        results.failures().forEach(notes::add);
        ObjectNode answer = start();
        Optional<String> text = new AnswerText(intent, plan, results).text();
        answer.put("answer", text.map(t -> caveat(intent, plan) + t).orElse(null));
        answer.put("understood", understanding.line());
        answer.set("figures", Figures.of(intent.language(), plan, results));
        answer.set("table", table(results));
        answer.put("chart", chart.orElse(null));
        ArrayNode sql = answer.putArray("sql");
        results.rows().stream().map(Rows::sql).forEach(sql::add);
        answer.set("sources", Json.strings(plan.binding().source().files()));
        answer.set("notes", Json.strings(notes));
        return answer.toString();
    }

    /** The response if the tables cannot answer the question, with the reasons. */
    public static String none(String understood, List<String> notes) {
        ObjectNode answer = start();
        answer.putNull("answer");
        answer.put("understood", understood);
        answer.putArray("figures");
        answer.putNull("table");
        answer.putNull("chart");
        answer.putArray("sql");
        answer.putArray("sources");
        answer.set("notes", Json.strings(notes));
        return answer.toString();
    }

    private static ObjectNode start() {
        return Json.object().put("kind", "analysis");
    }

    /** A condition that could not be applied must be stated with the figure, not only in a note. */
    private static String caveat(Intent intent, QueryPlan plan) {
        List<String> words =
                plan.binding().reading().unmatched().stream().map(term -> term.text()).toList();
        return words.isEmpty()
                ? ""
                : intent.language()
                        .pick(
                                "(\"" + String.join("\", \"", words) + "\" not found in the data) ",
                                "(데이터에 없는 말: " + String.join(", ", words) + ") ");
    }

    private static JsonNode table(Results results) {
        for (Purpose purpose : Figures.tabled()) {
            Optional<Rows> rows = results.first(purpose);
            if (rows.isPresent()) {
                ObjectNode table = Json.object();
                table.set("columns", Json.strings(rows.get().columns()));
                ArrayNode lines = table.putArray("rows");
                rows.get().rows().stream()
                        .limit(MOST_ROWS)
                        .forEach(row -> lines.addArray().addAll(row));
                return table;
            }
        }
        return com.fasterxml.jackson.databind.node.NullNode.getInstance();
    }
}
