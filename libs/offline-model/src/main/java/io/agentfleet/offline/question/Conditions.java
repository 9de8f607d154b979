package io.agentfleet.offline.question;

import io.agentfleet.offline.language.NumberWords;
import io.agentfleet.offline.language.Reading;
import io.agentfleet.offline.question.NumberCondition.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Extracts comparisons with numbers from a question. */
final class Conditions {
    private static final String NUMBER = "[$₩€]?\\s?(" + NumberWords.NUMBER + ")";
    private static final String UNIT =
            "\\s?(원|달러|불|won|usd|krw|dollars?|개|units?|pieces|명|people|건|세|살|years old|years?|도|degrees|℃|°c|°|%|퍼센트|kg|시간|hours|분|minutes|점|points)?";
    private static final Pattern BETWEEN =
            Pattern.compile("\\bbetween " + NUMBER + UNIT + " and " + NUMBER + UNIT);
    private static final Pattern BETWEEN_KO =
            Pattern.compile(
                    NUMBER + UNIT + "\\s?(?:에서|~|부터)\\s?" + NUMBER + UNIT + "\\s?(?:사이|까지)");
    private static final Pattern AFTER_WORD =
            Pattern.compile(
                    "(at least|no less than|minimum of|>=|at most|up to|no more than|<=|(?:over|above|exceed(?:s|ing|ed)?|>"
                            + "|(?:more|greater|higher|larger|bigger|older|longer|hotter|heavier) than)"
                            + "|(?:under|below|<|(?:less|fewer|lower|smaller|younger|shorter|cheaper|colder) than)"
                            + "|exactly|equals?(?: to)?|=)\\s*"
                            + NUMBER
                            + UNIT);
    private static final Pattern BEFORE_WORD =
            Pattern.compile(
                    NUMBER
                            + UNIT
                            + "(?:을|를|이|가|보다)?\\s?"
                            + "(이상|초과|미만|이하|넘는|넘은|넘긴|넘게|큰|많은|높은|비싼|작은|적은|낮은|싼"
                            + "|or more|or above|or higher|and above|and over|or over|or less|or fewer|or below|and below|\\+)(?:인|의)?");

    private Conditions() {}

    static List<NumberCondition> take(Reading reading) {
        List<NumberCondition> conditions = new ArrayList<>();
        for (Pattern pattern : List.of(BETWEEN, BETWEEN_KO)) {
            for (MatchResult m : reading.takeAll(pattern)) {
                String unit = m.group(4) == null ? m.group(2) : m.group(4);
                conditions.add(condition(Comparison.AT_LEAST, m.group(1), unit, m.start()));
                conditions.add(condition(Comparison.AT_MOST, m.group(3), unit, m.start()));
            }
        }
        for (MatchResult m : reading.takeAll(BEFORE_WORD)) {
            conditions.add(condition(comparison(m.group(3)), m.group(1), m.group(2), m.start()));
        }
        for (MatchResult m : reading.takeAll(AFTER_WORD)) {
            conditions.add(condition(comparison(m.group(1)), m.group(2), m.group(3), m.start()));
        }
        return List.copyOf(conditions);
    }

    private static NumberCondition condition(
            Comparison comparison,
            String number,
            @org.jspecify.annotations.Nullable String unit,
            int position) {
        return new NumberCondition(comparison, NumberWords.value(number), concept(unit), position);
    }

    private static String concept(@org.jspecify.annotations.Nullable String unit) {
        return switch (unit == null ? "" : unit) {
            case "원", "달러", "불", "won", "usd", "krw", "dollar", "dollars" -> "amount";
            case "개", "unit", "units", "pieces" -> "quantity";
            case "세", "살", "years old" -> "age";
            case "도", "degrees", "℃", "°c", "°" -> "temperature";
            case "점", "points" -> "score";
            case "kg" -> "weight";
            case "시간", "hours", "분", "minutes" -> "duration";
            default -> "";
        };
    }

    private static Comparison comparison(String word) {
        return switch (word) {
            case "이상",
                    "at least",
                    "no less than",
                    "minimum of",
                    ">=",
                    "or more",
                    "or above",
                    "or higher",
                    "and above",
                    "+" ->
                    Comparison.AT_LEAST;
            case "이하",
                    "at most",
                    "up to",
                    "no more than",
                    "<=",
                    "or less",
                    "or fewer",
                    "or below",
                    "and below" ->
                    Comparison.AT_MOST;
            case "미만", "작은", "적은", "낮은", "싼", "under", "below", "<" -> Comparison.UNDER;
            case "exactly", "equal", "equals", "equal to", "equals to", "=" -> Comparison.EQUAL;
            default ->
                    word.matches("(?:less|fewer|lower|smaller|younger|shorter|cheaper|colder) than")
                            ? Comparison.UNDER
                            : Comparison.OVER;
        };
    }
}
