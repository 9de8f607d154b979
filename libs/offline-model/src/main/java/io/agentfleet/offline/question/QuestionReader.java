package io.agentfleet.offline.question;

import io.agentfleet.offline.language.Grain;
import io.agentfleet.offline.language.Language;
import io.agentfleet.offline.language.NumberWords;
import io.agentfleet.offline.language.Period;
import io.agentfleet.offline.language.PeriodReader;
import io.agentfleet.offline.language.Reading;
import io.agentfleet.offline.language.Words;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads a question: first times, then comparisons with numbers, then what to compute; the remaining
 * words become terms.
 */
public final class QuestionReader {

    /** How many results a superlative without a count gives: "the highest regions". */
    private static final int UNCOUNTED = 1;

    /** The rest of a longer text is not read: no question is that long. */
    private static final int LONGEST = 2000;

    private final String question;
    private final Reading reading;

    private QuestionReader(String question) {
        this.question = question;
        this.reading = new Reading(Words.normalise(question));
    }

    /** The intent of a question in English or Korean; only its first 2,000 characters are read. */
    public static Intent read(String question) {
        String kept = question.length() > LONGEST ? question.substring(0, LONGEST) : question;
        return new QuestionReader(kept).intent();
    }

    private Intent intent() {
        Optional<TimeScope.Baseline> baseline = TimeCues.takeBaseline(reading);
        List<Period> periods = PeriodReader.take(reading);
        List<NumberCondition> conditions = Conditions.take(reading);
        Optional<Ranking> ranking = ranking();
        Optional<Aggregate> aggregate = aggregate();
        Optional<Grain> which = TimeCues.takeWhich(reading);
        Optional<Grain> perStep =
                TimeCues.takePerStep(reading, aggregate.equals(Optional.of(Aggregate.AVERAGE)));
        if (perStep.isPresent() && reading.has(Cues.COUNT)) {
            aggregate = Optional.of(Aggregate.COUNT);
        }
        Optional<Grain> grain =
                which.or(() -> perStep).or(() -> TimeCues.takeGrain(reading)).or(this::whenDay);
        List<Term> terms = new TermReader(reading).terms();
        TimeScope time = new TimeScope(periods, grain, perStep.isPresent(), baseline);
        Shape shape = shape(time, ranking, aggregate, terms, which.isPresent());
        return new Intent(
                question,
                Language.of(question),
                new Ask(shape, aggregate, ranking),
                time,
                conditions,
                terms);
    }

    private Optional<Ranking> ranking() {
        for (boolean descending : new boolean[] {true, false}) {
            Optional<Ranking> counted =
                    reading.take(descending ? Cues.TOP : Cues.BOTTOM)
                            .map(m -> new Ranking(count(m), descending, true));
            if (counted.isPresent()) {
                return counted;
            }
        }
        boolean most = reading.has(Cues.MOST);
        if (most || reading.has(Cues.LEAST)) {
            return Optional.of(
                    reading.take(Cues.PLACES)
                            .map(m -> new Ranking(count(m), most, true))
                            .orElse(new Ranking(UNCOUNTED, most, false)));
        }
        return reading.has(Cues.RANKING)
                ? Optional.of(new Ranking(10, true, true))
                : Optional.empty();
    }

    private static int count(MatchResult match) {
        for (int i = 1; i <= match.groupCount(); i++) {
            if (match.group(i) != null) {
                return NumberWords.count(match.group(i)).orElse(UNCOUNTED);
            }
        }
        return UNCOUNTED;
    }

    private Optional<Aggregate> aggregate() {
        if (reading.has(Cues.MEDIAN)) {
            return Optional.of(Aggregate.MEDIAN);
        }
        if (reading.has(Cues.AVERAGE)) {
            return Optional.of(Aggregate.AVERAGE);
        }
        if (reading.has(Cues.DISTINCT)) {
            return Optional.of(Aggregate.DISTINCT);
        }
        if (reading.has(Cues.COUNT)) {
            return Optional.of(Aggregate.COUNT);
        }
        if (reading.has(Cues.EXTREME_WORD)) {
            return Optional.of(
                    reading.has(Cues.MOST) || reading.has(Pattern.compile("최댓값"))
                            ? Aggregate.MAXIMUM
                            : Aggregate.MINIMUM);
        }
        return reading.has(Cues.SUM) ? Optional.of(Aggregate.SUM) : Optional.empty();
    }

    /** "When were sales highest?" asks for a day. */
    private Optional<Grain> whenDay() {
        return reading.has(Cues.WHEN)
                        && (reading.has(Cues.MOST) || reading.has(Cues.LEAST))
                        && !reading.has(Cues.FIRST_LAST)
                ? Optional.of(Grain.DAY)
                : Optional.empty();
    }

    private Shape shape(
            TimeScope time,
            Optional<Ranking> ranking,
            Optional<Aggregate> aggregate,
            List<Term> terms,
            boolean whichStep) {
        if (reading.has(Cues.FORECAST)) {
            return Shape.FORECAST;
        }
        if (reading.has(Cues.WHY)) {
            return Shape.WHY;
        }
        return shownShape(time, ranking, aggregate, terms, whichStep);
    }

    private Shape shownShape(
            TimeScope time,
            Optional<Ranking> ranking,
            Optional<Aggregate> aggregate,
            List<Term> terms,
            boolean whichStep) {
        boolean rate = reading.has(Cues.CHANGE_RATE);
        if (reading.has(Cues.SHARE) && !rate) {
            return Shape.SHARE;
        }
        if (isComparison(time, rate)) {
            return Shape.COMPARE;
        }
        if (rate || reading.has(Cues.TREND)) {
            return Shape.TREND;
        }
        boolean extremeOnly =
                aggregate.filter(a -> a == Aggregate.MAXIMUM || a == Aggregate.MINIMUM).isPresent();
        if ((ranking.isPresent() && !(extremeOnly && !ranking.get().counted())) || whichStep) {
            return Shape.RANK;
        }
        if (terms.stream().anyMatch(term -> term.is(Term.Mark.GROUPED))) {
            return Shape.GROUPS;
        }
        return plainShape(time, aggregate);
    }

    private boolean isComparison(TimeScope time, boolean rate) {
        boolean compares = reading.has(Cues.COMPARE) || time.baseline().isPresent();
        return compares || time.periods().size() > 1 || (rate && time.periods().size() == 1);
    }

    private Shape plainShape(TimeScope time, Optional<Aggregate> aggregate) {
        if (time.grain().isPresent()) {
            return time.perStep() ? Shape.VALUE : Shape.SERIES;
        }
        if (aggregate.isPresent()) {
            return Shape.VALUE;
        }
        if (reading.has(Cues.OVERVIEW)) {
            return Shape.OVERVIEW;
        }
        return reading.has(Cues.ROWS) ? Shape.ROWS : Shape.VALUE;
    }
}
