package io.agentfleet.offline.language;

import static io.agentfleet.offline.language.PeriodRules.RULES;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Takes the periods out of a question: "last 7 days", "10월", "Q3 2026", "A부터 B까지". */
public final class PeriodReader {
    private static final Pattern TO =
            Pattern.compile("\\s*(?:부터|에서|~|-|–|to|until|till|through|and)\\s*(?:the\\s+)?");
    private static final Pattern BETWEEN = Pattern.compile("\\b(?:between|from)\\s+(?:the\\s+)?$");
    private static final Pattern SINCE = Pattern.compile("\\b(?:since|from|starting)\\s+$");
    private static final Pattern AFTER = Pattern.compile("\\bafter\\s+$");
    private static final Pattern UNTIL = Pattern.compile("\\b(?:until|till|up to|through)\\s+$");
    private static final Pattern BEFORE = Pattern.compile("\\bbefore\\s+$");
    private static final Pattern SINCE_KO = Pattern.compile("^\\s*(?:부터|이후|이래)(?:로|에)?");
    private static final Pattern UNTIL_KO = Pattern.compile("^\\s*까지");
    private static final Pattern BEFORE_KO = Pattern.compile("^\\s*(?:이전|전까지|전에)");

    private record Spot(Period period, int start, int end) {}

    private PeriodReader() {}

    /** Takes all periods, in the order of the text. */
    public static List<Period> take(Reading reading) {
        List<Spot> spots = new ArrayList<>();
        for (PeriodRules.Rule rule : RULES) {
            for (MatchResult match : reading.takeAll(rule.pattern())) {
                period(rule, match)
                        .ifPresent(p -> spots.add(new Spot(p, match.start(), match.end())));
            }
        }
        spots.sort(Comparator.comparingInt(Spot::start));
        return joined(spots, reading);
    }

    private static Optional<Period> period(PeriodRules.Rule rule, MatchResult match) {
        try {
            return rule.reader().apply(match);
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private static List<Period> joined(List<Spot> spots, Reading reading) {
        List<Period> periods = new ArrayList<>();
        for (int i = 0; i < spots.size(); i++) {
            Spot spot = spots.get(i);
            if (i + 1 < spots.size() && isRange(reading, spot, spots.get(i + 1))) {
                Spot next = spots.get(++i);
                periods.add(new Period.Between(spot.period(), next.period()));
                blankLink(reading, spot, next);
                takeAfter(reading, UNTIL_KO, next.end());
                takeBefore(reading, BETWEEN, spot.start());
            } else {
                periods.add(open(reading, spot));
            }
        }
        return List.copyOf(periods);
    }

    private static void blankLink(Reading reading, Spot from, Spot to) {
        int linkStart = from.end();
        int linkEnd = to.start();
        reading.blank(linkStart, linkEnd);
    }

    private static boolean isRange(Reading reading, Spot from, Spot to) {
        String link = reading.text().substring(from.end(), to.start());
        if (!TO.matcher(link).matches()) {
            return false;
        }
        return !link.strip().equals("and")
                || BETWEEN.matcher(reading.text().substring(0, from.start())).find();
    }

    private static Period open(Reading reading, Spot spot) {
        if (takeBefore(reading, AFTER, spot.start())) {
            return new Period.Since(spot.period(), true);
        }
        if (takeBefore(reading, SINCE, spot.start()) || takeAfter(reading, SINCE_KO, spot.end())) {
            return new Period.Since(spot.period(), false);
        }
        if (takeBefore(reading, BEFORE, spot.start())
                || takeAfter(reading, BEFORE_KO, spot.end())) {
            return new Period.Until(spot.period(), true);
        }
        if (takeBefore(reading, UNTIL, spot.start()) || takeAfter(reading, UNTIL_KO, spot.end())) {
            return new Period.Until(spot.period(), false);
        }
        return spot.period();
    }

    private static boolean takeBefore(Reading reading, Pattern pattern, int end) {
        var matcher = pattern.matcher(reading.text().substring(0, end));
        if (!matcher.find()) {
            return false;
        }
        reading.blank(matcher.start(), end);
        return true;
    }

    private static boolean takeAfter(Reading reading, Pattern pattern, int start) {
        var matcher = pattern.matcher(reading.text().substring(start));
        if (!matcher.find()) {
            return false;
        }
        reading.blank(start, start + matcher.end());
        return true;
    }
}
