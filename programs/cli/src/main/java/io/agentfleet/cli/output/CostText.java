package io.agentfleet.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What models have cost, as a table for people. */
public final class CostText {

    private CostText() {}

    /** The lines of the orchestrator's report. */
    public static List<String> lines(JsonNode report, Terminal screen) {
        TextTable table =
                new TextTable(
                        List.of(
                                report.path("by").asText().toUpperCase(Locale.ROOT),
                                "CALLS",
                                "INPUT",
                                "CACHED",
                                "OUTPUT",
                                "COST",
                                "HITS",
                                "SPARED"));
        for (JsonNode row : report.path("rows")) {
            table.add(cells(row.path("name").asText(), row.path("sums")));
        }
        table.add(cells("total", report.path("total")));
        List<String> lines = new ArrayList<>(table.lines());
        lines.set(lines.size() - 1, screen.bold(lines.getLast()));
        lines.add(
                screen.dim(
                        "%s to %s (UTC); tokens of calls, CACHED of the input; HITS were answered without a call, which spared so many tokens"
                                .formatted(
                                        report.path("from").asText(), report.path("to").asText())));
        int leftOut = report.path("rows_left_out").asInt();
        if (leftOut > 0) {
            lines.add("%,d more rows are in the total: '--limit' shows more".formatted(leftOut));
        }
        if (!report.path("complete").asBoolean(true)) {
            lines.add(screen.yellow("The ledger is being rebuilt: more may be to come"));
        }
        return lines;
    }

    private static List<String> cells(String name, JsonNode sums) {
        return List.of(
                PrintableText.of(name),
                number(sums.path("calls")),
                number(sums.path("input_tokens")),
                number(sums.path("cached_input_tokens")),
                number(sums.path("output_tokens")),
                DollarText.of(sums.path("cost")),
                number(sums.path("cache_hits")),
                number(sums.path("spared_tokens")));
    }

    private static String number(JsonNode count) {
        return "%,d".formatted(count.asLong());
    }
}
