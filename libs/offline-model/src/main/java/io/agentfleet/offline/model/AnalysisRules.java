package io.agentfleet.offline.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.offline.binding.Binding;
import io.agentfleet.offline.binding.SourceChooser;
import io.agentfleet.offline.compose.AnalysisAnswer;
import io.agentfleet.offline.compose.ChartDrawing;
import io.agentfleet.offline.compose.Json;
import io.agentfleet.offline.compose.Results;
import io.agentfleet.offline.compose.Rows;
import io.agentfleet.offline.model.CurrentTurn.Exchange;
import io.agentfleet.offline.query.QueryPlan;
import io.agentfleet.offline.query.QueryPlanner;
import io.agentfleet.offline.query.ValueProbe;
import io.agentfleet.offline.question.Intent;
import io.agentfleet.offline.question.QuestionReader;
import io.agentfleet.offline.question.Term;
import io.agentfleet.offline.tables.SchemaReader;
import io.agentfleet.offline.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rules of the analysis agent: list tables, describe the likely ones, look up unknown words, query,
 * draw, answer. Each call derives from the conversation which step is next.
 */
final class AnalysisRules {
    private static final String LIST = "list_tables";
    private static final String DESCRIBE = "describe_table";
    private static final String QUERY = "query_database";
    private static final String DRAW = "render_chart";
    private static final int PROBED_ROWS = 12;

    private final CurrentTurn turn;
    private final Intent intent;
    private final SourceChooser chooser;

    private AnalysisRules(CurrentTurn turn) {
        this.turn = turn;
        this.intent = QuestionReader.read(turn.packet().question());
        this.chooser = new SourceChooser(intent);
    }

    static Message.Assistant next(CurrentTurn turn) {
        return new AnalysisRules(turn).next();
    }

    private Message.Assistant next() {
        List<Exchange> lists = turn.exchanges(LIST);
        if (lists.isEmpty()) {
            return turn.call(LIST, Json.object());
        }
        Exchange list = lists.getLast();
        if (list.failed()) {
            return none(say("The tables could not be listed: ", "표 목록을 읽지 못했습니다: ") + list.error());
        }
        List<Table> listed = SchemaReader.tables(list.result());
        if (listed.isEmpty()) {
            List<String> notes = new ArrayList<>(unread());
            notes.addFirst(say("This data source holds no tables.", "이 데이터 소스에는 표가 없습니다."));
            return CurrentTurn.answer(AnalysisAnswer.none("", notes));
        }
        return described(listed);
    }

    private Message.Assistant described(List<Table> listed) {
        List<Exchange> descriptions = turn.exchanges(DESCRIBE);
        List<String> refused =
                descriptions.stream()
                        .filter(Exchange::failed)
                        .map(e -> e.arguments().path("table").asText())
                        .toList();
        List<Table> known =
                descriptions.stream()
                        .filter(e -> !e.failed())
                        .map(e -> SchemaReader.table(e.result()))
                        .toList();
        List<Table> open = listed.stream().filter(t -> !refused.contains(t.name())).toList();
        Optional<Table> next = chooser.next(open, known);
        if (next.isPresent() && turn.stepsLeft() > 2) {
            return turn.call(DESCRIBE, Json.object().put("table", next.get().name()));
        }
        Optional<Binding> binding = chooser.choose(known);
        if (binding.isEmpty()) {
            String why =
                    descriptions.stream().map(Exchange::error).collect(Collectors.joining("; "));
            return none(say("No table could be described: ", "표를 읽지 못했습니다: ") + why);
        }
        return probed(known, binding.get());
    }

    private Message.Assistant probed(List<Table> known, Binding binding) {
        boolean promising =
                binding.reading().unmatched().size() < intent.contentTerms().size()
                        && turn.stepsLeft() > 2;
        Optional<String> probe = promising ? ValueProbe.sql(binding) : Optional.empty();
        Binding bound = binding;
        if (probe.isPresent()) {
            Optional<Exchange> answer = turn.exchange(QUERY, "sql", probe.get());
            if (answer.isEmpty() && turn.exchanges(QUERY).isEmpty()) {
                return turn.call(QUERY, query(probe.get(), PROBED_ROWS));
            }
            if (answer.isPresent() && !answer.get().failed()) {
                bound =
                        chooser.choose(ValueProbe.enriched(known, answer.get().result()))
                                .orElse(binding);
            }
        }
        return bound.fits() ? queried(QueryPlanner.plan(intent, bound)) : unfit(bound);
    }

    private Message.Assistant unfit(Binding binding) {
        List<Term> unmatched = binding.reading().unmatched();
        String understood =
                intent.contentTerms().stream()
                        .filter(term -> !unmatched.contains(term))
                        .map(Term::text)
                        .collect(Collectors.joining(", "));
        String missing = unmatched.stream().map(Term::text).collect(Collectors.joining(", "));
        List<String> notes = new ArrayList<>();
        notes.add(
                say(
                        "No table fits the question; the nearest was "
                                + binding.source().main().file()
                                + ".",
                        "질문에 맞는 표가 없습니다. 가장 가까운 표는 " + binding.source().main().file() + "입니다."));
        notes.addAll(unread());
        if (!missing.isEmpty()) {
            notes.add(say("Not found in the tables: ", "표에서 찾지 못한 말: ") + missing + ".");
        }
        return CurrentTurn.answer(AnalysisAnswer.none(understood, notes));
    }

    private Message.Assistant queried(QueryPlan plan) {
        List<Map.Entry<String, ObjectNode>> calls = new ArrayList<>();
        List<Rows> rows = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (QueryPlan.Query query : plan.queries()) {
            collect(query, calls, rows, failures);
        }
        if (!calls.isEmpty() && turn.stepsLeft() > 1) {
            return turn.call(calls);
        }
        if (!calls.isEmpty()) {
            failures.add(
                    say("The limit of steps ended the analysis early.", "단계 한도 때문에 분석을 일찍 마쳤습니다."));
        }
        return drawn(plan, new Results(rows, failures));
    }

    private void collect(
            QueryPlan.Query query,
            List<Map.Entry<String, ObjectNode>> calls,
            List<Rows> rows,
            List<String> failures) {
        for (String sql : List.of(query.sql(), query.careful())) {
            Optional<Exchange> exchange = turn.exchange(QUERY, "sql", sql);
            if (exchange.isEmpty()) {
                calls.add(Map.entry(QUERY, query(sql, query.maxRows())));
                return;
            }
            if (!exchange.get().failed()) {
                rows.add(Rows.of(query, sql, exchange.get().result()));
                return;
            }
        }
        String error = turn.exchange(QUERY, "sql", query.careful()).orElseThrow().error();
        failures.add(say("A query failed twice: ", "질의가 두 번 실패했습니다: ") + error);
    }

    private static ObjectNode query(String sql, int maxRows) {
        return Json.object().put("sql", sql).put("max_rows", maxRows);
    }

    private Message.Assistant drawn(QueryPlan plan, Results results) {
        List<Exchange> drawings = turn.exchanges(DRAW);
        if (drawings.isEmpty() && turn.offers(DRAW) && turn.stepsLeft() > 1) {
            Optional<String> chart = ChartDrawing.arguments(intent, plan, results);
            if (chart.isPresent()) {
                return turn.call(DRAW, (ObjectNode) Json.read(chart.get()));
            }
        }
        List<String> failures = new ArrayList<>(results.failures());
        failures.addAll(unread());
        drawings.stream()
                .filter(Exchange::failed)
                .map(e -> say("The chart could not be drawn: ", "차트를 그리지 못했습니다: ") + e.error())
                .forEach(failures::add);
        Optional<String> file =
                drawings.stream()
                        .filter(e -> !e.failed())
                        .map(e -> e.result().path("file").asText("chart.png"))
                        .findFirst();
        return CurrentTurn.answer(
                AnalysisAnswer.of(intent, plan, new Results(results.rows(), failures), file));
    }

    /** Files of the source that the tools could not read; the answer must name them. */
    private List<String> unread() {
        List<String> unread = new ArrayList<>();
        for (JsonNode problem : turn.exchanges(LIST).getLast().result().path("problems")) {
            String file = problem.path("file").asText();
            unread.add(
                    say("Not read: ", "읽지 못한 파일: ")
                            + file
                            + ". "
                            + problem.path("problem").asText());
        }
        return unread;
    }

    private Message.Assistant none(String note) {
        return CurrentTurn.answer(AnalysisAnswer.none("", List.of(note)));
    }

    private String say(String english, String korean) {
        return intent.language().pick(english, korean);
    }
}
