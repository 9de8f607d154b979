package io.agentfleet.offline.question;

import io.agentfleet.offline.language.Grain;
import io.agentfleet.offline.language.Reading;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Extracts calendar steps and comparisons with earlier times from a question. */
final class TimeCues {
    private static final String STEP =
            "(hour of (?:the )?day|hour|day of the week|day of week|weekday|date|day|week|month|quarter|year)s?";
    private static final Pattern PER_STEP =
            Pattern.compile(
                    "\\b(?:average|mean|avg) (daily|weekly|monthly|quarterly|yearly)\\b"
                            + "|\\b(daily|weekly|monthly|quarterly|yearly) (?:average|mean|avg)\\b"
                            + "|(?:하루|일일)\\s?(?=평균)|(?<![가-힣])(일|주|월|분기|연)(?:간)?\\s?(?=평균)");
    private static final Pattern PER =
            Pattern.compile("\\b(?:per|each|a|every) " + STEP + "\\b(?! (?:trend|chart))");
    private static final Pattern BY =
            Pattern.compile(
                    "\\b(?:by|for (?:each|every)|across|over the|grouped by)(?: the)? "
                            + STEP
                            + "\\b");
    private static final Pattern ADVERB =
            Pattern.compile("\\b(hourly|daily|weekly|monthly|quarterly|yearly|annually)\\b");
    private static final Pattern WHICH =
            Pattern.compile(
                    "\\b(?:which|what|on which|on what) "
                            + STEP
                            + "\\b|\\bbest (day|week|month|quarter|year)\\b");
    private static final Pattern KOREAN =
            Pattern.compile(
                    "(?<![가-힣])(시간대|시간|날짜|일자|일|주간|주|월|달|분기|연도|년도|년|연|요일)\\s?(?:별|마다)(?:로|의)?"
                            + "|(?<![가-힣])(매시간|매일|매주|매월|매달|매년|일간|월간|연간|주간)(?![가-힣])");
    private static final Pattern KOREAN_WHICH =
            Pattern.compile(
                    "(?:어느|어떤|무슨|몇)\\s?(날짜|날|일|주|달|월|분기|해|연도|년도|요일|시간대?)(?![가-힣]*(?:간 ))(?:에|이|은|의)?");
    private static final Pattern SUPERLATIVE_STEP =
            Pattern.compile(
                    "(?<=[은는던한린난] )(날짜|날|달|주|요일|분기|연도|해|시간대)(?:은|는|이|가|이야|인가요?|을|를|이었|였)?(?![가-힣])"
                            + "|\\b(hour|weekday|day|week|month|quarter|year) (?:with|when|that|had|in which)\\b");
    private static final Pattern STEP_OVER_STEP =
            Pattern.compile(
                    "\\b(day|week|month|quarter|year)[- ](?:over|on)[- ](?:day|week|month|quarter|year)\\b|\\b(wow|mom|qoq|yoy)\\b");
    private static final Pattern BASELINE =
            Pattern.compile(
                    "\\b(?:(?:compare[ds]? )?(?:to|with|against)|versus|vs\\.?|than|and) (?:the |its )?"
                            + "(?:previous|prior|preceding|earlier|same|last) (?:(?:period|one|time)|(day|week|month|quarter|year))"
                            + "(?: last year)?(?: before)?\\b"
                            + "|\\b(?:(?:compared )?(?:to|with|against)|versus|vs\\.?|than|and|from) the (?:period|(day|week|month|quarter|year)) before(?: that| it)?\\b");
    private static final Pattern BASELINE_KO =
            Pattern.compile(
                    "(전주|지난주|전월|전달|지난달|전년|작년|지난해|전일|전날|어제|전분기|지난 분기|이전 기간|직전 기간|직전|그 전|이전|전기)"
                            + "\\s?(?:동기|동월|같은 기간)?(?:에|과|와)?\\s?(?:대비|보다|비교|에 비해)");

    private TimeCues() {}

    /** Takes "compared with the week before" and the like. */
    static Optional<TimeScope.Baseline> takeBaseline(Reading reading) {
        Optional<MatchResult> english = reading.take(STEP_OVER_STEP);
        if (english.isPresent()) {
            return Optional.of(new TimeScope.Baseline(Optional.of(step(group(english.get())))));
        }
        return reading.take(BASELINE)
                .or(() -> reading.take(BASELINE_KO))
                .map(m ->
                        new TimeScope.Baseline(
                                group(m).isEmpty() || isVague(group(m))
                                        ? Optional.empty()
                                        : Optional.of(step(group(m)))));
    }

    /** Takes "average per day" and the like. */
    static Optional<Grain> takePerStep(Reading reading, boolean averaged) {
        Optional<MatchResult> found = reading.take(PER_STEP);
        if (found.isPresent()) {
            return Optional.of(step(group(found.get())));
        }
        return averaged ? reading.take(PER).map(m -> step(group(m))) : Optional.empty();
    }

    /** Takes "by month", "월별", "daily". */
    static Optional<Grain> takeGrain(Reading reading) {
        return reading.take(BY)
                .or(() -> reading.take(PER))
                .or(() -> reading.take(ADVERB))
                .or(() -> reading.take(KOREAN))
                .map(m -> step(group(m)));
    }

    /** Takes "which month", "무슨 요일". */
    static Optional<Grain> takeWhich(Reading reading) {
        boolean superlative = reading.has(Cues.MOST) || reading.has(Cues.LEAST);
        return reading.take(WHICH)
                .or(() -> reading.take(KOREAN_WHICH))
                .or(() -> superlative ? reading.take(SUPERLATIVE_STEP) : Optional.empty())
                .map(m -> step(group(m)));
    }

    private static boolean isVague(String word) {
        return switch (word) {
            case "이전 기간", "직전 기간", "직전", "그 전", "이전", "전기" -> true;
            default -> false;
        };
    }

    /** The first group that matched; empty if none did. */
    private static String group(MatchResult match) {
        for (int i = 1; i <= match.groupCount(); i++) {
            if (match.group(i) != null) {
                return match.group(i);
            }
        }
        return "";
    }

    private static Grain step(String word) {
        return switch (word) {
            case "hour", "hourly", "시간", "매시간" -> Grain.HOUR;
            case "hour of the day", "hour of day", "시간대" -> Grain.HOUR_OF_DAY;
            case "week", "weekly", "wow", "주간", "주", "매주", "전주", "지난주" -> Grain.WEEK;
            case "month", "monthly", "mom", "월", "달", "매월", "매달", "월간", "전월", "전달", "지난달" ->
                    Grain.MONTH;
            case "quarter", "quarterly", "qoq", "분기", "전분기", "지난 분기" -> Grain.QUARTER;
            case "year",
                    "yearly",
                    "annual",
                    "annually",
                    "yoy",
                    "연도",
                    "년도",
                    "년",
                    "연",
                    "매년",
                    "연간",
                    "해",
                    "전년",
                    "작년",
                    "지난해" ->
                    Grain.YEAR;
            case "weekday", "day of week", "day of the week", "요일" -> Grain.WEEKDAY;
            default -> Grain.DAY;
        };
    }
}
