package io.agentfleet.offline.compose;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.offline.language.Language;
import io.agentfleet.offline.language.Words;
import io.agentfleet.offline.query.QueryPlan;
import io.agentfleet.offline.query.QueryPlan.Purpose;
import io.agentfleet.offline.question.Intent;
import io.agentfleet.offline.question.Ranking;
import io.agentfleet.offline.question.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answer in one or two sentences. */
final class AnswerText {
    private static final int NAMED = 3;

    private final Intent intent;
    private final QueryPlan plan;
    private final Results results;
    private final Language language;

    AnswerText(Intent intent, QueryPlan plan, Results results) {
        this.intent = intent;
        this.plan = plan;
        this.results = results;
        this.language = intent.language();
    }

    /** Empty if no query returned what the answer needs. */
    Optional<String> text() {
        return switch (plan.binding().shape()) {
            case VALUE ->
                    join(
                            List.of(
                                    value(),
                                    results.first(Purpose.GROUPS).map(r -> named(r, NAMED) + ".")));
            case GROUPS -> groups();
            case RANK -> rank();
            case SHARE -> results.first(Purpose.SHARE).isPresent() ? share() : groups();
            case SERIES -> series();
            case COMPARE -> join(List.of(comparison(), changes())).or(this::groups);
            case TREND -> join(List.of(trend(), series()));
            case FORECAST ->
                    join(List.of(plan.notes().stream().findFirst(), trend().or(this::value)));
            case OVERVIEW -> overview();
            case ROWS -> rows();
            case WHY -> join(List.of(comparison(), changes(), plan.notes().stream().findFirst()));
        };
    }

    /** The sentences that are present; empty if the first is missing. */
    private static Optional<String> join(List<Optional<String>> sentences) {
        String all = sentences.stream().flatMap(Optional::stream).collect(Collectors.joining(" "));
        return sentences.getFirst().isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private Optional<String> value() {
        return results.first(Purpose.VALUE)
                .map(rows -> {
                    JsonNode value = rows.cell(0, "value");
                    boolean none = rows.cell(0, "rows").asLong(1) == 0 || value.isNull();
                    return none ? nothing() : is(label(), value);
                });
    }

    private String nothing() {
        return language.pick("No rows match" + scope() + ".", "조건에 맞는 행이 없습니다" + scope() + ".");
    }

    private String is(String label, JsonNode value) {
        String number = NumberText.of(value);
        return language.pick(
                "The " + label + " is " + number + scope() + ".",
                label + topic(label) + " " + number + "입니다" + scope() + ".");
    }

    private String label() {
        String label = plan.binding().measure().label(language);
        if (intent.time().perStep() && plan.binding().shape() == Shape.VALUE) {
            String step = plan.window().grain().map(g -> g.word(language)).orElse("");
            return language.pick(label + " per " + step, label + " (" + step + "별 평균)");
        }
        return label;
    }

    /** The Korean topic particle: 은 after a final consonant, otherwise 는. */
    private static String topic(String word) {
        char last = word.charAt(word.length() - 1);
        return Words.isHangul(last) && (last - 0xAC00) % 28 != 0 ? "은" : "는";
    }

    private String scope() {
        InterpretationText understanding = new InterpretationText(intent, plan);
        String filters = understanding.filters();
        boolean compares = plan.window().earlier().isPresent();
        String range = compares ? "" : plan.window().range().map(Object::toString).orElse("");
        String both =
                Stream.of(filters, range)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("; "));
        return both.isEmpty() ? "" : " (" + both + ")";
    }

    private Optional<String> groups() {
        return results.first(Purpose.GROUPS)
                .map(rows ->
                        language.pick(
                                        capital(label()) + " by " + rows.query().subject(),
                                        rows.query().subject() + "별 " + label())
                                + scope()
                                + ": "
                                + named(rows, NAMED)
                                + more(rows)
                                + ".")
                .or(() -> ran(Purpose.GROUPS) ? Optional.of(nothing()) : Optional.empty());
    }

    private boolean ran(Purpose purpose) {
        return results.rows().stream().anyMatch(r -> r.query().purpose() == purpose);
    }

    private String more(Rows rows) {
        int size = rows.rows().size();
        return size <= NAMED
                ? ""
                : language.pick(", … (" + size + " in all)", ", … (모두 " + size + "개)");
    }

    private String named(Rows rows, int most) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < Math.min(most, rows.rows().size()); i++) {
            JsonNode share = rows.cell(i, "share_percent");
            String percent = share.isNull() ? "" : ", " + NumberText.of(share) + "%";
            names.add(rows.label(i) + " (" + NumberText.of(rows.cell(i, "value")) + percent + ")");
        }
        return String.join(", ", names);
    }

    private Optional<String> rank() {
        Optional<Rows> ranked =
                results.first(Purpose.GROUPS).or(() -> results.first(Purpose.SERIES));
        if (ranked.isEmpty()) {
            return rows();
        }
        Rows rows = ranked.get();
        Ranking ranking = intent.ask().ranking().orElse(new Ranking(1, true, false));
        String order =
                ranking.descending()
                        ? language.pick("Highest ", "가장 높은 ")
                        : language.pick("Lowest ", "가장 낮은 ");
        String step = plan.window().grain().map(g -> g.word(language)).orElse("");
        String subject = rows.query().subject().isEmpty() ? step : rows.query().subject();
        String head =
                language.pick(
                        order + label() + " by " + subject,
                        subject + "별 " + label() + " 기준 " + order.strip() + " 순");
        String first = named(rows, Math.min(ranking.count(), rows.rows().size()));
        return Optional.of(head + scope() + ": " + first + "." + runnersUp(rows, ranking));
    }

    private String runnersUp(Rows rows, Ranking ranking) {
        if (ranking.counted() || rows.rows().size() < 2) {
            return "";
        }
        String next = rows.label(1) + " (" + NumberText.of(rows.cell(1, "value")) + ")";
        return language.pick(" Next: " + next + ".", " 다음은 " + next + "입니다.");
    }

    private Optional<String> share() {
        return results.first(Purpose.SHARE)
                .map(rows -> {
                    String share = NumberText.of(rows.cell(0, "share_percent"));
                    String part = NumberText.of(rows.cell(0, "part"));
                    String total = NumberText.of(rows.cell(0, "total"));
                    return language.pick(
                            "The share is "
                                    + share
                                    + "%: "
                                    + part
                                    + " of "
                                    + total
                                    + ", "
                                    + label()
                                    + scope()
                                    + ".",
                            "비중은 " + share + "%입니다: " + label() + " " + total + " 중 " + part
                                    + scope() + ".");
                });
    }

    private Optional<String> series() {
        return results.first(Purpose.SERIES)
                .map(rows -> {
                    int high = extreme(rows, 1);
                    int low = extreme(rows, -1);
                    String step = plan.window().grain().map(g -> g.word(language)).orElse("");
                    return language.pick(
                            capital(label())
                                    + " by "
                                    + step
                                    + scope()
                                    + ": highest "
                                    + at(rows, high)
                                    + ", lowest "
                                    + at(rows, low)
                                    + ".",
                            step
                                    + "별 "
                                    + label()
                                    + scope()
                                    + ": 최고 "
                                    + at(rows, high)
                                    + ", 최저 "
                                    + at(rows, low)
                                    + ".");
                });
    }

    private static String at(Rows rows, int row) {
        return rows.label(row) + " (" + NumberText.of(rows.cell(row, "value")) + ")";
    }

    private static int extreme(Rows rows, int sign) {
        int best = 0;
        for (int i = 1; i < rows.rows().size(); i++) {
            double value = sign * rows.cell(i, "value").asDouble();
            if (value > sign * rows.cell(best, "value").asDouble()) {
                best = i;
            }
        }
        return best;
    }

    private Optional<String> overview() {
        List<String> leaders = new ArrayList<>();
        for (Rows rows : results.all(Purpose.GROUPS)) {
            leaders.add(
                    language.pick(
                                    "Leading by " + rows.query().subject() + ": ",
                                    rows.query().subject() + "별 상위: ")
                            + named(rows, NAMED)
                            + ".");
        }
        Optional<String> groups =
                leaders.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", leaders));
        return join(List.of(value().or(this::comparison), series(), groups));
    }

    private Optional<String> rows() {
        Optional<Rows> found = results.first(Purpose.ROWS);
        if (found.isEmpty()) {
            return ran(Purpose.ROWS) ? Optional.of(nothing()) : Optional.empty();
        }
        Rows rows = found.get();
        String count = String.valueOf(rows.rows().size());
        List<String> cells = new ArrayList<>();
        for (String column : rows.columns()) {
            cells.add(column + " = " + NumberText.of(rows.cell(0, column)));
        }
        String first = String.join(", ", cells);
        return Optional.of(
                language.pick(
                        count + " row(s)" + scope() + ", first: " + first + ".",
                        count + "개 행" + scope() + ", 첫 행: " + first + "."));
    }

    private Optional<String> comparison() {
        return changeText().comparison();
    }

    private Optional<String> changes() {
        return changeText().changes();
    }

    private Optional<String> trend() {
        return changeText().trend();
    }

    private ChangeText changeText() {
        return new ChangeText(plan, results, language, capital(label()), scope());
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }
}
