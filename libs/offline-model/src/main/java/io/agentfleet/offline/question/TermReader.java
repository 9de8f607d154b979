package io.agentfleet.offline.question;

import io.agentfleet.offline.language.Lexicon;
import io.agentfleet.offline.language.Reading;
import io.agentfleet.offline.language.Words;
import io.agentfleet.offline.language.Words.Word;
import io.agentfleet.offline.question.Term.Mark;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the remaining words of a question into terms, marked by the words around them. */
final class TermReader {
    private static final Pattern GROUPING =
            Pattern.compile(
                    "\\b(?:grouped by|group by|by|per|for each|for every|each|every|across|among)"
                            + "\\s+(?:the\\s+|all\\s+|different\\s+)*$");
    private static final Pattern COUNTING =
            Pattern.compile(
                    "(?:\\b(?:how many|number of|count of|count|no\\. of)"
                            + "\\s+(?:the\\s+|all\\s+|distinct\\s+|different\\s+|unique\\s+|total\\s+)*"
                            + "(?:[a-z]+\\s+)?"
                            + "|몇\\s?(?:개|명|건|가지|종류|대)의\\s?)$");
    private static final Pattern ASKING =
            Pattern.compile(
                    "(?:\\b(?:which|what|whose)\\s+(?:of the\\s+)?" + "|(?:어느|어떤|무슨)\\s*)$");
    private static final Pattern EXCLUDING =
            Pattern.compile(
                    "\\b(?:excluding|except(?: for)?|without|other than|not in|not from|but not|"
                            + "apart from)\\s+(?:the\\s+)?$");
    private static final Pattern EXCLUDED_KO = Pattern.compile("^(?:\\s?(?:제외|빼고|말고|이외|외에|외의|아닌))");
    private static final Pattern COUNTED_KO =
            Pattern.compile(
                    "^\\s?(?:의\\s?)?(?:수(?=[는가를은와 ?]|$)|몇\\s?(?:개|명|건|대|곳|종류|가지|종|분|사람)|건수|개수|갯수"
                            + "|인원수|명수|가짓수|종류)");
    private static final Pattern TAKEN_COUNT =
            Pattern.compile("(?:" + Cues.TOP + "|" + Cues.BOTTOM + ")\\s+$");
    private static final Pattern AND = Pattern.compile(" ?(?:and|,|&|및|와|과) ?(?:by )?");
    private static final Pattern PER_KO = Pattern.compile("(.+?)(?:별로는|별로|별의|별|마다|당)(?:는|은)?");
    private static final Pattern VERB_KO =
            Pattern.compile(
                    ".*(?:줘|줘요|주세요|까|까요|나요|니까|습니다|니다|인가요?|는지|은지|인지|지요|하라|세요|했어|였어|았어|었어|왔어|갔어|였나"
                            + "|았나|었나|한가|된가|되나|하나|해요|어요|아요|이야|거야|건가|는가|던가|한지|라고|하면|되면|는데|면서|어야|해야|인데)");
    private static final Pattern OWN_WORD =
            Pattern.compile(
                    List.of(
                                    Cues.MOST,
                                    Cues.LEAST,
                                    Cues.MEDIAN,
                                    Cues.AVERAGE,
                                    Cues.SUM,
                                    Cues.DISTINCT,
                                    Cues.COUNT,
                                    Cues.SHARE,
                                    Cues.CHANGE_RATE,
                                    Cues.COMPARE,
                                    Cues.TREND,
                                    Cues.WHY,
                                    Cues.FORECAST,
                                    Cues.OVERVIEW,
                                    Cues.ROWS,
                                    Cues.RANKING,
                                    Cues.EXTREME_WORD)
                            .stream()
                            .map(Pattern::pattern)
                            .reduce((a, b) -> a + "|" + b)
                            .orElseThrow());
    private static final List<String> WHO =
            List.of(
                    "who",
                    "employee",
                    "customer",
                    "agent",
                    "student",
                    "patient",
                    "manager",
                    "name");

    private final Reading reading;
    private final boolean[] own;
    private final List<Term> terms = new ArrayList<>();

    TermReader(Reading reading) {
        this.reading = reading;
        this.own = new boolean[reading.text().length()];
        Matcher matcher = OWN_WORD.matcher(reading.rest());
        while (matcher.find()) {
            for (int i = matcher.start(); i < matcher.end(); i++) {
                own[i] = true;
            }
        }
    }

    List<Term> terms() {
        Matcher who = Cues.WHO.matcher(reading.text());
        if (who.find()) {
            terms.add(new Term("who", WHO, Set.of(Mark.ASKED), who.start(), who.end()));
            reading.blank(who.start(), who.end());
        }
        for (Word word : Words.of(reading.rest())) {
            read(word);
        }
        return List.copyOf(terms);
    }

    private void read(Word word) {
        Set<String> forms = new LinkedHashSet<>();
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        if (Words.isHangul(word.text())) {
            Matcher per = PER_KO.matcher(word.text());
            if (per.matches() && !isAtom(word.text(), per.group(1))) {
                marks.add(Mark.GROUPED);
                forms.add(per.group(1));
            }
        }
        if (marks.isEmpty() && isStop(word.text())) {
            return;
        }
        forms.addAll(Words.forms(word.text()));
        addWithoutOwn(word, forms, marks);
        markBySurroundings(word, marks);
        terms.add(new Term(word.text(), List.copyOf(forms), marks, word.start(), word.end()));
    }

    /** 성별, 담당: words that only look like "per". */
    private static boolean isAtom(String word, String stem) {
        return stem.length() < 2
                ? !Words.forms(word).stream().anyMatch(f -> f.equals("성별"))
                : word.endsWith("당") && Lexicon.DEFAULT.concepts(stem).isEmpty();
    }

    private static boolean isStop(String word) {
        Lexicon lexicon = Lexicon.DEFAULT;
        if (lexicon.isStop(word)) {
            return true;
        }
        return lexicon.concepts(word).isEmpty()
                && Words.isHangul(word)
                && Words.forms(word).stream().anyMatch(lexicon::isStop);
    }

    private void addWithoutOwn(Word word, Set<String> forms, Set<Mark> marks) {
        StringBuilder left = new StringBuilder();
        for (int i = word.start(); i < word.end(); i++) {
            if (!own[i]) {
                left.append(reading.text().charAt(i));
            }
        }
        boolean korean = Words.isHangul(word.text());
        boolean partly = left.length() < word.text().length();
        if (partly && korean && left.length() >= 2 && !isStop(left.toString())) {
            forms.addAll(Words.forms(left.toString()));
        } else if (partly || (korean && VERB_KO.matcher(word.text()).matches())) {
            marks.add(Mark.WEAK);
        }
    }

    private void markBySurroundings(Word word, Set<Mark> marks) {
        String before = reading.text().substring(0, word.start());
        String after = reading.text().substring(word.end());
        markIf(GROUPING, before, Mark.GROUPED, marks);
        markIf(COUNTING, before, Mark.COUNTED, marks);
        markIf(COUNTED_KO, after, Mark.COUNTED, marks);
        markIf(ASKING, before, Mark.ASKED, marks);
        markIf(EXCLUDING, before, Mark.EXCLUDED, marks);
        markIf(EXCLUDED_KO, after, Mark.EXCLUDED, marks);
        if (followsCount(word)) {
            marks.add(Mark.ASKED);
        }
        if (!terms.isEmpty()) {
            inherit(terms.getLast(), word, marks);
        }
    }

    /**
     * "by product and region", "which product category": the mark also applies to the next word.
     */
    private void inherit(Term previous, Word word, Set<Mark> marks) {
        if (previous.end() > word.start()) {
            return;
        }
        String link = reading.text().substring(previous.end(), word.start());
        boolean next = link.equals(" ") && !Words.isHangul(word.text());
        boolean and = AND.matcher(link).matches();
        for (Mark mark : List.of(Mark.GROUPED, Mark.ASKED, Mark.COUNTED, Mark.EXCLUDED)) {
            if (previous.is(mark) && (next || and) && !previous.text().equals("who")) {
                marks.add(mark);
            }
        }
    }

    /** Whether the word follows "top 3", which was already read and blanked. */
    private boolean followsCount(Word word) {
        String taken = reading.text().substring(0, word.start());
        Matcher top = TAKEN_COUNT.matcher(taken);
        return top.find() && reading.rest().substring(top.start(), word.start()).isBlank();
    }

    private static void markIf(Pattern pattern, String text, Mark mark, Set<Mark> marks) {
        if (pattern.matcher(text).find()) {
            marks.add(mark);
        }
    }
}
