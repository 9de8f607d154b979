package io.agentfleet.offline.compose;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.offline.language.Language;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Composes the Markdown report of what other agents found. */
public final class Report {
    private static final int MOST_ROWS = 15;
    private static final int MOST_FIGURES = 10;
    private static final int LONGEST_TEXT = 1500;

    private static final int LONGEST_TITLE = 200;

    private final String question;
    private final Language language;
    private final StringBuilder markdown = new StringBuilder();
    private final List<JsonNode> analyses = new ArrayList<>();
    private final List<JsonNode> searches = new ArrayList<>();
    private final List<Map.Entry<String, String>> texts = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    private Report(String question) {
        this.question = question;
        this.language = Language.of(question);
    }

    /**
     * The report, in the language of the question.
     *
     * @param question what the user wanted
     * @param outputs of other agents, by node: pinned JSON, or any text
     * @param missing nodes that gave no answer
     * @param brief without tables and SQL, for a small budget
     */
    public static String compose(
            String question, Map<String, String> outputs, List<String> missing, boolean brief) {
        Report report = new Report(question);
        outputs.forEach(report::sort);
        missing.forEach(node -> report.notes.add(report.failed(node, "")));
        return report.write(brief);
    }

    /** A line below the report. */
    public static String remark(String text) {
        return "> " + SafeMarkdown.line(text) + "\n";
    }

    private void sort(String node, String output) {
        JsonNode json = Json.read(output.strip());
        String kind = json.path("kind").asText("");
        if (json.isObject() && json.has("error")) {
            notes.add(failed(node, json.path("message").asText(json.path("error").asText())));
        } else if (kind.equals("analysis")) {
            analyses.add(json);
        } else if (kind.equals("passages")) {
            searches.add(json);
        } else if (output.isBlank()) {
            notes.add(failed(node, ""));
        } else {
            texts.add(Map.entry(node, output.strip()));
        }
    }

    private String failed(String node, String why) {
        String reason = why.isBlank() ? "" : ": " + why;
        return language.pick(
                "The part \"" + node + "\" gave no result" + reason + ".",
                "\"" + node + "\" 단계의 결과가 없습니다" + reason + ".");
    }

    private String write(boolean brief) {
        line("# " + SafeMarkdown.text(title()));
        answers();
        figures();
        chart();
        if (!brief) {
            analyses.forEach(analysis -> table(analysis.path("table")));
        }
        evidence();
        texts();
        computed(brief);
        notes();
        return markdown.toString().strip() + "\n";
    }

    private String title() {
        String whole = question.strip().replaceAll("\\s+", " ");
        return whole.length() > LONGEST_TITLE ? whole.substring(0, LONGEST_TITLE) + "…" : whole;
    }

    private void answers() {
        List<String> answers = new ArrayList<>();
        for (JsonNode analysis : analyses) {
            if (analysis.path("answer").isTextual()) {
                answers.add(strong(analysis.path("answer").asText()));
            }
        }
        for (JsonNode search : searches) {
            if (search.path("answer").isTextual()) {
                JsonNode best = search.path("passages").path(0);
                String text = search.path("answer").asText();
                String from = SafeMarkdown.text(best.path("document").asText(""));
                String shown = answers.isEmpty() ? strong(text) : SafeMarkdown.line(text);
                answers.add(shown + " (" + from + ")");
            }
        }
        if (answers.isEmpty() && texts.isEmpty()) {
            answers.add(strong(unanswered()));
        }
        answers.forEach(this::line);
    }

    private static String strong(String text) {
        return "**" + SafeMarkdown.text(text) + "**";
    }

    private String unanswered() {
        return language.pick(
                "The question could not be answered from the tables and documents of this data"
                        + " source; what was understood stands in the notes.",
                "이 데이터 소스의 표와 문서로는 답할 수 없었습니다. 이해한 내용은 참고 사항에 있습니다.");
    }

    private void figures() {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode analysis : analyses) {
            for (JsonNode figure : analysis.path("figures")) {
                String value = NumberText.of(figure.path("value"));
                rows.add(
                        List.of(
                                figure.path("label").asText(),
                                (value + " " + figure.path("unit").asText("")).strip()));
            }
        }
        if (!rows.isEmpty()) {
            heading("Key figures", "핵심 지표");
            grid(
                    List.of(language.pick("Figure", "지표"), language.pick("Value", "값")),
                    rows.subList(0, Math.min(MOST_FIGURES, rows.size())));
        }
    }

    private void chart() {
        for (JsonNode analysis : analyses) {
            if (analysis.path("chart").isTextual()) {
                heading("Chart", "차트");
                String title = analysis.path("understood").asText();
                line(SafeMarkdown.picture(title, analysis.path("chart").asText()));
            }
        }
    }

    private void table(JsonNode table) {
        if (table.path("rows").isEmpty()) {
            return;
        }
        List<String> columns = new ArrayList<>();
        table.path("columns").forEach(column -> columns.add(column.asText()));
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : table.path("rows")) {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(NumberText.of(cell)));
            rows.add(cells);
        }
        heading("Details", "상세");
        grid(columns, rows.subList(0, Math.min(MOST_ROWS, rows.size())));
        int left = rows.size() - MOST_ROWS;
        if (left > 0) {
            line(language.pick("… " + left + " more rows", "… 외 " + left + "행"));
        }
    }

    private void evidence() {
        boolean any = searches.stream().anyMatch(s -> !s.path("passages").isEmpty());
        if (any) {
            heading("Evidence from documents", "문서 근거");
        }
        for (JsonNode search : searches) {
            for (JsonNode passage : search.path("passages")) {
                String where = passage.path("location").asText("");
                line(
                        "> "
                                + SafeMarkdown.line(passage.path("quote").asText())
                                + "\n> — "
                                + SafeMarkdown.text(passage.path("document").asText())
                                + (where.isBlank() ? "" : ", " + SafeMarkdown.text(where)));
            }
            search.path("notes").forEach(note -> notes.add(note.asText()));
        }
    }

    private void texts() {
        for (Map.Entry<String, String> text : texts) {
            String node = SafeMarkdown.text(text.getKey());
            heading("From " + node, node + " 단계");
            String whole = text.getValue();
            boolean fits = whole.length() <= LONGEST_TEXT;
            line(SafeMarkdown.quote(fits ? whole : whole.substring(0, LONGEST_TEXT) + "…"));
        }
    }

    private void computed(boolean brief) {
        for (JsonNode analysis : analyses) {
            List<String> files = new ArrayList<>();
            analysis.path("sources").forEach(file -> files.add(SafeMarkdown.code(file.asText())));
            if (!files.isEmpty()) {
                heading("How it was computed", "계산 방법");
                line(
                        language.pick("Understood as: ", "이해한 질문: ")
                                + SafeMarkdown.text(analysis.path("understood").asText()));
                line(language.pick("Sources: ", "출처: ") + String.join(", ", files));
            }
            if (!brief && !analysis.path("sql").isEmpty()) {
                List<String> queries = new ArrayList<>();
                analysis.path("sql").forEach(sql -> queries.add(sql.asText() + ";"));
                line(SafeMarkdown.block("sql", String.join("\n", queries)));
            }
            analysis.path("notes").forEach(note -> notes.add(note.asText()));
        }
    }

    private void notes() {
        if (!notes.isEmpty()) {
            heading("Notes", "참고 사항");
            List<String> lines =
                    notes.stream().map(note -> "- " + SafeMarkdown.line(note)).toList();
            line(String.join("\n", lines));
        }
    }

    private void grid(List<String> columns, List<List<String>> rows) {
        StringBuilder grid = new StringBuilder(row(columns)).append("\n|");
        grid.append(" --- |".repeat(columns.size()));
        rows.forEach(cells -> grid.append("\n").append(row(cells)));
        line(grid.toString());
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(SafeMarkdown::cell)
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private void heading(String english, String korean) {
        line("## " + language.pick(english, korean));
    }

    private void line(String text) {
        markdown.append(text).append("\n\n");
    }
}
