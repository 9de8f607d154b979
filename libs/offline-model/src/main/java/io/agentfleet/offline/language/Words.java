package io.agentfleet.offline.language;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits questions and names into words, and finds the forms of a word. */
public final class Words {

    /** One word and where it stands. */
    public record Word(String text, int start, int end) {}

    private static final Pattern WORD =
            Pattern.compile(
                    "[\\p{IsHangul}]+|[\\p{L}&&[^\\p{IsHangul}]][\\p{L}\\d_&&[^\\p{IsHangul}]]*"
                            + "(?:[-'’][\\p{L}\\d&&[^\\p{IsHangul}]]+)*|\\d+(?:[.,]\\d+)*");
    private static final Pattern NAME_PIECE =
            Pattern.compile("[\\p{IsHangul}]+|[\\p{L}&&[^\\p{IsHangul}]]+|\\d+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern OWNER = Pattern.compile("['’]s?$");
    private static final Pattern HISSING = Pattern.compile("(?:s|x|z|ch|sh)es$");
    private static final Pattern DOUBLED = Pattern.compile("(?:pp|nn|tt)ed$");
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z\\d])(?=[A-Z])");

    /** Particles and endings, longest first, so that the longest is removed. */
    private static final List<String> PARTICLES =
            List.of(
                    "에서부터", "으로부터", "이라는", "에서는", "에게서", "별로는", "까지의", "부터의", "에서의", "이라고", "들에게",
                    "이었던", "에서", "에게", "으로", "부터", "까지", "보다", "처럼", "마다", "별로", "이나", "이며", "이고",
                    "들은", "들이", "들을", "들의", "인가", "라는", "에는", "에도", "와의", "과의", "로는", "이란", "만의",
                    "은", "는", "이", "가", "을", "를", "의", "에", "로", "와", "과", "도", "만", "나", "란", "들",
                    "별", "당", "인", "한");

    private Words() {}

    public static boolean isHangul(int c) {
        return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x3131 && c <= 0x318E);
    }

    public static boolean isHangul(String word) {
        return !word.isEmpty() && isHangul(word.charAt(0));
    }

    /**
     * The text in Unicode compatibility form and lower case, with single blanks: the form in which
     * values and questions are compared.
     */
    public static String normalise(String text) {
        String unified = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return BLANKS.matcher(unified).replaceAll(" ").strip();
    }

    /** The words of a normalised text, in order. */
    public static List<Word> of(String normalised) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(normalised);
        while (matcher.find()) {
            words.add(new Word(matcher.group(), matcher.start(), matcher.end()));
        }
        return List.copyOf(words);
    }

    /**
     * The parts of a column's or table's name, the same for {@code OrderDate} and {@code
     * order_date}.
     */
    public static List<String> ofName(String name) {
        List<String> pieces = new ArrayList<>();
        Matcher matcher =
                NAME_PIECE.matcher(normalise(CAMEL.matcher(name).replaceAll(" ").strip()));
        while (matcher.find()) {
            pieces.add(matcher.group());
        }
        return List.copyOf(pieces);
    }

    /** The word itself, then its shorter forms: without particles, plural endings, verb endings. */
    public static List<String> forms(String word) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(word);
        if (isHangul(word)) {
            addKorean(word, forms, 2);
        } else {
            addEnglish(word, forms);
        }
        return List.copyOf(forms);
    }

    private static void addKorean(String word, Set<String> forms, int rounds) {
        for (String particle : PARTICLES) {
            if (word.endsWith(particle) && word.length() > particle.length()) {
                String stem = word.substring(0, word.length() - particle.length());
                forms.add(stem);
                if (rounds > 1) {
                    addKorean(stem, forms, rounds - 1);
                }
            }
        }
    }

    private static void addEnglish(String word, Set<String> forms) {
        String base = OWNER.matcher(word).replaceAll("");
        forms.add(base);
        if (base.length() > 4 && base.endsWith("ies")) {
            forms.add(base.substring(0, base.length() - 3) + "y");
        }
        if (base.length() > 4 && HISSING.matcher(base).find()) {
            forms.add(base.substring(0, base.length() - 2));
        }
        if (base.length() > 2 && base.endsWith("s") && !base.endsWith("ss")) {
            forms.add(base.substring(0, base.length() - 1));
        }
        if (base.length() > 4 && base.endsWith("ed")) {
            forms.add(base.substring(0, base.length() - 2));
            forms.add(base.substring(0, base.length() - 1));
        }
        if (base.length() > 5 && base.endsWith("ing")) {
            forms.add(base.substring(0, base.length() - 3));
            forms.add(base.substring(0, base.length() - 3) + "e");
        }
        if (base.length() > 5 && DOUBLED.matcher(base).find()) {
            forms.add(base.substring(0, base.length() - 3));
        }
    }
}
