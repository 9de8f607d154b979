package io.agentfleet.offline.compose;

import io.agentfleet.offline.language.Language;
import io.agentfleet.offline.query.QueryPlan;
import io.agentfleet.offline.query.QueryPlan.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sentences about change: between two periods or groups, of groups, over time.
 *
 * @param plan what was asked of the tables
 * @param results what they returned
 * @param language of the answer
 * @param label of the measure, capitalised where needed
 * @param scope the conditions in brackets; empty without any
 */
record ChangeText(QueryPlan plan, Results results, Language language, String label, String scope) {
    private static final int NAMED = 3;

    /** Below this change, in per cent over the whole time, a series counts as flat. */
    private static final double FLAT = 5;

    Optional<String> comparison() {
        return results.first(Purpose.COMPARISON)
                .map(rows -> {
                    Sides sides = Sides.of(plan, rows.query());
                    return label
                            + scope
                            + ": "
                            + NumberText.of(rows.cell(0, "later"))
                            + " ("
                            + sides.later()
                            + "), "
                            + language.pick("against ", "비교 ")
                            + NumberText.of(rows.cell(0, "earlier"))
                            + " ("
                            + sides.earlier()
                            + "), "
                            + language.pick("difference ", "차이 ")
                            + NumberText.signed(rows.cell(0, "difference"))
                            + " ("
                            + NumberText.signed(rows.cell(0, "change_percent"))
                            + "%).";
                });
    }

    Optional<String> changes() {
        List<String> parts = new ArrayList<>();
        for (Rows rows : results.all(Purpose.CHANGES)) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < Math.min(NAMED, rows.rows().size()); i++) {
                names.add(
                        rows.label(i) + " (" + NumberText.signed(rows.cell(i, "difference")) + ")");
            }
            parts.add(
                    language.pick(
                                    "Largest changes by " + rows.query().subject() + ": ",
                                    rows.query().subject() + "별 변화가 큰 순: ")
                            + String.join(", ", names)
                            + ".");
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", parts));
    }

    Optional<String> trend() {
        return results.first(Purpose.TREND)
                .map(rows -> {
                    String direction = direction(rows.cell(0, "drift_percent").asDouble());
                    String step = plan.window().grain().map(g -> g.word(language)).orElse("");
                    String slope = NumberText.signed(rows.cell(0, "slope"));
                    String growth = NumberText.signed(rows.cell(0, "growth_percent"));
                    return language.pick(
                            label
                                    + " is "
                                    + direction
                                    + scope
                                    + ": "
                                    + slope
                                    + " per "
                                    + step
                                    + ", "
                                    + growth
                                    + "% from first to last.",
                            label
                                    + " 추세는 "
                                    + direction
                                    + "입니다"
                                    + scope
                                    + ": "
                                    + step
                                    + "당 "
                                    + slope
                                    + ", 처음 대비 마지막 "
                                    + growth
                                    + "%.");
                });
    }

    private String direction(double drift) {
        if (Math.abs(drift) < FLAT) {
            return language.pick("flat", "보합");
        }
        return drift > 0 ? language.pick("rising", "증가") : language.pick("falling", "감소");
    }
}
