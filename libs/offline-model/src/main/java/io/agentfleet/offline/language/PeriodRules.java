package io.agentfleet.offline.language;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The wordings of periods, the most specific first. */
final class PeriodRules {

    /** One wording and what it means. */
    record Rule(Pattern pattern, Function<MatchResult, Optional<Period>> reader) {}

    private static final String MONTH =
            "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
                    + "|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final String NTH = "(\\d{1,2})(?:st|nd|rd|th)?";
    private static final String YEAR = "((?:19|20)\\d\\d)";
    private static final String UNIT = "(day|week|month|quarter|year)";
    private static final String UNIT_KO = "(일간|일|주일|주간|주|개월|달|분기|년간|년|해)";
    private static final String NOT_A_YEAR =
            "(?!\\s?(?:이상|초과|미만|이하|원|개|명|units|dollars|or (?:more|less|above)|[\\d,.]))";

    static final List<Rule> RULES =
            List.of(
                    rule(
                            "(?:"
                                    + YEAR
                                    + "년\\s*)?(\\d{1,2})월\\s*(\\d{1,2})일\\s*(?:부터|에서|~|-)\\s*"
                                    + "(\\d{1,2})일(?:까지)?",
                            m -> days(year(m, 1), number(m, 2), number(m, 3), number(m, 4))),
                    rule(
                            "\\b"
                                    + MONTH
                                    + "\\.? "
                                    + NTH
                                    + "\\s*(?:to|-|–|through)\\s*"
                                    + NTH
                                    + "\\b(?:,? "
                                    + YEAR
                                    + ")?",
                            m -> days(year(m, 4), month(m, 1), number(m, 2), number(m, 3))),
                    rule(
                            "(?<!\\d)" + YEAR + "[-./]\\s?(\\d{1,2})[-./]\\s?(\\d{1,2})(?!\\d)\\.?",
                            m -> day(year(m, 1), number(m, 2), number(m, 3))),
                    rule(
                            "(?:" + YEAR + "년\\s*)?(\\d{1,2})월\\s*(\\d{1,2})일",
                            m -> day(year(m, 1), number(m, 2), number(m, 3))),
                    rule(
                            "\\b" + MONTH + "\\.? " + NTH + "(?:,? " + YEAR + "|\\b)(?!\\d)",
                            m -> day(year(m, 3), month(m, 1), number(m, 2))),
                    rule(
                            "\\b" + NTH + "(?: of)? " + MONTH + "\\b(?:,? " + YEAR + ")?",
                            m -> day(year(m, 3), month(m, 2), number(m, 1))),
                    rule(
                            "(?<!\\d)" + YEAR + "[-./](0[1-9]|1[0-2])(?!\\d)",
                            m -> months(year(m, 1), number(m, 2), 1)),
                    rule(
                            "(?:" + YEAR + "년\\s*)?(?<!\\d)(\\d{1,2})월(?!\\s?별)",
                            m -> months(year(m, 1), number(m, 2), 1)),
                    rule(
                            "\\b" + MONTH + "\\.?,? (?:of )?" + YEAR + "\\b",
                            m -> months(year(m, 2), month(m, 1), 1)),
                    rule(
                            "\\b" + YEAR + "[- ]?q([1-4])\\b",
                            m -> months(year(m, 1), number(m, 2) * 3 - 2, 3)),
                    rule(
                            "\\bq([1-4])(?:(?: of)? " + YEAR + ")?(?![\\w])",
                            m -> months(year(m, 2), number(m, 1) * 3 - 2, 3)),
                    rule(
                            "(?:" + YEAR + "년?\\s*)?([1-4])\\s?(?:사)?분기",
                            m -> months(year(m, 1), number(m, 2) * 3 - 2, 3)),
                    rule(
                            "\\b(first|second|third|fourth) quarter(?:(?: of)? " + YEAR + ")?",
                            m -> months(year(m, 2), ordinal(m) * 3 - 2, 3)),
                    rule(
                            "(?:" + YEAR + "년?\\s*)?(상|하)반기",
                            m -> months(year(m, 1), "상".equals(m.group(2)) ? 1 : 7, 6)),
                    rule(
                            "\\b(first|second) half(?: of)?(?: the year)?(?: " + YEAR + ")?",
                            m -> months(year(m, 2), ordinal(m) * 6 - 5, 6)),
                    rule(
                            "\\b(?:in |of |for |during )?(?:the )?"
                                    + "(?:last|past|previous|recent|latest|most recent|trailing) ("
                                    + NumberWords.COUNT
                                    + ") "
                                    + UNIT
                                    + "s?\\b",
                            m -> latest(m.group(1), m.group(2))),
                    rule(
                            "(?:최근|지난|마지막|직전|이전)\\s*("
                                    + NumberWords.COUNT
                                    + ")\\s?"
                                    + UNIT_KO
                                    + "(?:\\s?동안|간)?",
                            m -> latest(m.group(1), m.group(2))),
                    rule("최근\\s*주간", m -> latest("1", "주")),
                    rule("일주일\\s?(?:간|동안)?", m -> latest("1", "주")),
                    rule(
                            "\\b(?:the (?:last|past)|past|the (?:latest|most recent)|latest) "
                                    + "(week|month|quarter|year)\\b",
                            m -> latest("1", m.group(1))),
                    rule("\\b(?:last|latest) week\\b|지난\\s?주|저번\\s?주", m -> latest("1", "week")),
                    rule(
                            "\\b(?:last|previous|prior|preceding) (day|week|month|quarter|year)\\b",
                            m -> calendar(m.group(1), 1)),
                    rule(
                            "\\b(?:this|the current|current) (day|week|month|quarter|year)\\b",
                            m -> calendar(m.group(1), 0)),
                    rule("(?:지난|저번)\\s?달|전월|지난\\s?월", m -> calendar("month", 1)),
                    rule("(?:지난|저번)\\s?분기|전분기", m -> calendar("quarter", 1)),
                    rule("재작년", m -> calendar("year", 2)),
                    rule("작년|지난\\s?해|전년(?:도)?", m -> calendar("year", 1)),
                    rule("올해|금년|이번\\s?해|\\bytd\\b|\\byear to date\\b", m -> calendar("year", 0)),
                    rule("이번\\s?달|이달|금월|당월", m -> calendar("month", 0)),
                    rule("이번\\s?분기|금분기", m -> calendar("quarter", 0)),
                    rule("이번\\s?주|금주", m -> calendar("week", 0)),
                    rule("전주(?!시)|지지난\\s?주", m -> calendar("week", 1)),
                    rule("그저께|그제|\\bthe day before yesterday\\b", m -> calendar("day", 2)),
                    rule("어제|전일|\\byesterday\\b", m -> calendar("day", 1)),
                    rule("오늘|금일|당일|\\btoday\\b", m -> calendar("day", 0)),
                    rule(
                            "\\b(?:in|of|during|for|since|until|before|after|from|to|and|vs\\.?|"
                                    + "between|versus|with|through) (?="
                                    + MONTH
                                    + "\\b)"
                                    + MONTH
                                    + "\\b",
                            m -> months(OptionalInt.empty(), month(m, 2), 1)),
                    rule(
                            "\\b(?!may\\b|mar\\b)" + MONTH + "\\b",
                            m -> months(OptionalInt.empty(), month(m, 1), 1)),
                    rule("(?<!\\d)" + YEAR + "년(?:도|에)?(?!간)", m -> months(year(m, 1), 1, 12)),
                    rule(
                            "(?<![\\d.,]|over |than |least |most |above |below |under |exceeding )"
                                    + "\\b"
                                    + YEAR
                                    + "\\b"
                                    + NOT_A_YEAR,
                            m -> months(year(m, 1), 1, 12)));

    private PeriodRules() {}

    private static Rule rule(String pattern, Function<MatchResult, Optional<Period>> reader) {
        return new Rule(Pattern.compile(pattern), reader);
    }

    private static OptionalInt year(MatchResult match, int group) {
        return match.group(group) == null
                ? OptionalInt.empty()
                : OptionalInt.of(number(match, group));
    }

    private static int number(MatchResult match, int group) {
        return Integer.parseInt(match.group(group));
    }

    private static int month(MatchResult match, int group) {
        return MONTHS.indexOf(match.group(group).substring(0, 3)) / 3 + 1;
    }

    private static int ordinal(MatchResult match) {
        return List.of("first", "second", "third", "fourth").indexOf(match.group(1)) + 1;
    }

    private static Optional<Period> days(OptionalInt year, int month, int first, int last) {
        return day(year, month, first)
                .flatMap(f -> day(year, month, last).map(l -> new Period.Between(f, l)));
    }

    private static Optional<Period> day(OptionalInt year, int month, int day) {
        return month < 1 || month > 12 || day < 1 || day > 31
                ? Optional.empty()
                : Optional.of(new Period.Day(year, month, day));
    }

    private static Optional<Period> months(OptionalInt year, int month, int count) {
        return month < 1 || month > 12
                ? Optional.empty()
                : Optional.of(new Period.Months(year, month, count));
    }

    private static Optional<Period> latest(String count, String unit) {
        OptionalInt steps = NumberWords.count(count);
        return steps.isEmpty()
                ? Optional.empty()
                : Optional.of(new Period.Latest(steps.getAsInt(), grain(unit)));
    }

    private static Optional<Period> calendar(String unit, int back) {
        return Optional.of(new Period.Calendar(grain(unit), back));
    }

    private static Grain grain(String unit) {
        return switch (unit) {
            case "week", "주일", "주간", "주" -> Grain.WEEK;
            case "month", "개월", "달" -> Grain.MONTH;
            case "quarter", "분기" -> Grain.QUARTER;
            case "year", "년간", "년", "해" -> Grain.YEAR;
            default -> Grain.DAY;
        };
    }
}
