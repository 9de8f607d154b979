package io.agentfleet.offline.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.offline.binding.Binding;
import io.agentfleet.offline.language.Words;
import io.agentfleet.offline.question.Term;
import io.agentfleet.offline.tables.ColumnRef;
import io.agentfleet.offline.tables.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for words of the question among values that the samples did not show. */
public final class ValueProbe {
    private static final int MOST_COLUMNS = 4;
    private static final int MOST_WORDS = 3;
    private static final int MOST_VALUES = 3;

    private ValueProbe() {}

    /** The query that looks for unmatched words; empty if it cannot help. */
    public static Optional<String> sql(Binding binding) {
        List<ColumnRef> columns =
                binding.source().columns().stream()
                        .filter(ref -> ref.column().isText() && !ref.column().isFullySampled())
                        .limit(MOST_COLUMNS)
                        .toList();
        List<String> words =
                binding.reading().unmatched().stream()
                        .map(ValueProbe::word)
                        .limit(MOST_WORDS)
                        .toList();
        if (columns.isEmpty() || words.isEmpty()) {
            return Optional.empty();
        }
        List<String> selects = new ArrayList<>();
        for (ColumnRef ref : columns) {
            selects.add(select(ref, words));
        }
        return Optional.of(String.join(" UNION ALL ", selects));
    }

    private static String select(ColumnRef ref, List<String> words) {
        String column = Sql.quoted(ref.name());
        String likes =
                String.join(
                        " OR ",
                        words.stream()
                                .map(w -> column + " ILIKE " + Sql.literal("%" + w + "%"))
                                .toList());
        return "(SELECT "
                + Sql.literal(ref.name())
                + " AS \"column\", "
                + column
                + " AS \"found\", count(*) AS \"rows\" FROM "
                + Sql.quoted(ref.table().name())
                + " WHERE "
                + likes
                + " GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT "
                + MOST_VALUES
                + ")";
    }

    /** The form without particle or plural ending: values seldom have one. */
    private static String word(Term term) {
        return term.forms().stream()
                .filter(form -> form.length() >= (Words.isHangul(form) ? 2 : 3))
                .reduce((first, second) -> second)
                .orElse(term.text())
                .replaceAll("[%_\\\\]", "");
    }

    /** The tables, with the values that the probe found added to their samples. */
    public static List<Table> enriched(List<Table> tables, JsonNode result) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (JsonNode row : result.path("rows")) {
            found.computeIfAbsent(row.path(0).asText(), c -> new ArrayList<>())
                    .add(row.path(1).asText());
        }
        return tables.stream()
                .map(t ->
                        new Table(
                                t.name(),
                                t.file(),
                                t.rows(),
                                t.columns().stream()
                                        .map(c ->
                                                c.isText()
                                                        ? c.with(
                                                                found.getOrDefault(
                                                                        c.name(), List.of()))
                                                        : c)
                                        .toList()))
                .toList();
    }
}
