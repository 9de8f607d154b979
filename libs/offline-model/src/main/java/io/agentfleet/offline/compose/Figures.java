package io.agentfleet.offline.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.agentfleet.offline.binding.Measure;
import io.agentfleet.offline.language.Language;
import io.agentfleet.offline.query.QueryPlan;
import io.agentfleet.offline.query.QueryPlan.Purpose;
import io.agentfleet.offline.question.Aggregate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The key figures of an answer; each is a cell of a result. */
final class Figures {
    private static final int MOST_GROUPS = 10;
    private static final Pattern UNIT =
            Pattern.compile("[(\\[]([^)\\]]{1,8})[)\\]]\\s*$|_(usd|krw|eur|kg|pct|kwh|celsius)$");

    private final Language language;
    private final QueryPlan plan;
    private final ArrayNode figures = Json.array();

    private Figures(Language language, QueryPlan plan) {
        this.language = language;
        this.plan = plan;
    }

    static ArrayNode of(Language language, QueryPlan plan, Results results) {
        Figures all = new Figures(language, plan);
        for (Rows rows : results.rows()) {
            if (!rows.isEmpty()) {
                all.add(rows);
            }
        }
        return all.figures;
    }

    private void add(Rows rows) {
        String label = plan.binding().measure().label(language);
        Runnable figures =
                switch (rows.query().purpose()) {
                    case VALUE -> () -> value(rows, label);
                    case COMPARISON -> () -> comparison(rows);
                    case SHARE -> () -> share(rows);
                    case TREND -> () -> trend(rows);
                    case GROUPS -> () -> groups(rows);
                    case CHANGES -> () -> changes(rows);
                    case SERIES -> () -> ranked(rows);
                    case ROWS -> () -> {};
                };
        figures.run();
    }

    private void share(Rows rows) {
        figure(language.pick("part", "해당 부분"), rows.cell(0, "part"), unit());
        figure(language.pick("whole", "전체"), rows.cell(0, "total"), unit());
        figure(language.pick("share", "비중"), rows.cell(0, "share_percent"), "%");
    }

    private void ranked(Rows rows) {
        if (plan.binding().shape() == io.agentfleet.offline.question.Shape.RANK) {
            groups(rows);
        }
    }

    private void value(Rows rows, String label) {
        figure(label, rows.cell(0, "value"), unit());
        if (rows.columns().contains("rows")) {
            boolean steps =
                    plan.binding().shape() == io.agentfleet.offline.question.Shape.VALUE
                            && plan.binding().axes().grain().isPresent();
            String counted = language.pick("rows", "행 수");
            figure(steps ? language.pick("steps", "기간 수") : counted, rows.cell(0, "rows"), "");
        }
    }

    private void comparison(Rows rows) {
        Sides sides = Sides.of(plan, rows.query());
        figure(sides.later(), rows.cell(0, "later"), unit());
        figure(sides.earlier(), rows.cell(0, "earlier"), unit());
        figure(language.pick("difference", "차이"), rows.cell(0, "difference"), unit());
        figure(language.pick("change", "증감률"), rows.cell(0, "change_percent"), "%");
    }

    private void trend(Rows rows) {
        String step = plan.window().grain().map(g -> g.word(language)).orElse("");
        figure(language.pick("slope per " + step, step + "당 기울기"), rows.cell(0, "slope"), unit());
        figure(language.pick("first", "처음"), rows.cell(0, "first"), unit());
        figure(language.pick("last", "마지막"), rows.cell(0, "last"), unit());
        figure(
                language.pick("growth first to last", "처음 대비 증감률"),
                rows.cell(0, "growth_percent"),
                "%");
    }

    private void groups(Rows rows) {
        boolean shares = rows.columns().contains("share_percent");
        for (int i = 0; i < Math.min(MOST_GROUPS, rows.rows().size()); i++) {
            figure(rows.label(i), rows.cell(i, "value"), unit());
            if (shares) {
                figure(
                        rows.label(i) + language.pick(" share", " 비중"),
                        rows.cell(i, "share_percent"),
                        "%");
            }
        }
    }

    private void changes(Rows rows) {
        for (int i = 0; i < Math.min(MOST_GROUPS / 2, rows.rows().size()); i++) {
            figure(
                    rows.label(i) + language.pick(" difference", " 차이"),
                    rows.cell(i, "difference"),
                    unit());
        }
    }

    private void figure(String label, JsonNode value, String unit) {
        figures.add(Json.object().put("label", label).put("unit", unit).set("value", value));
    }

    /** The unit given by the column's own name; never guessed. */
    private String unit() {
        Measure measure = plan.binding().measure();
        boolean counts =
                measure.aggregate() == Aggregate.COUNT || measure.aggregate() == Aggregate.DISTINCT;
        if (counts || measure.factors().size() != 1) {
            return "";
        }
        Matcher unit = UNIT.matcher(measure.factors().getFirst().name());
        if (!unit.find()) {
            return "";
        }
        return unit.group(1) != null ? unit.group(1) : unit.group(2);
    }

    /** The purposes whose rows may be shown as the table of an answer. */
    static Purpose[] tabled() {
        return new Purpose[] {
            Purpose.CHANGES, Purpose.SERIES, Purpose.GROUPS, Purpose.ROWS, Purpose.COMPARISON
        };
    }
}
