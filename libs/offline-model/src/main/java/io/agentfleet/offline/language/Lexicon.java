package io.agentfleet.offline.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Words of both languages that mean the same, and words without meaning for data. Read once from
 * {@code lexicon.txt}. These are hints only: the names and values of the tables take precedence.
 */
public final class Lexicon {

    /** The lexicon that comes with the module. */
    public static final Lexicon DEFAULT = load();

    private static final String STOP = "@stop";
    private static final String AVERAGED = "@averaged";

    /** Last parts of names that mean less than the parts before them. */
    private static final Set<String> GENERIC =
            Set.of("name", "id", "no", "code", "이름", "명", "번호", "코드");

    private static final String PEOPLE = "@people";

    private final Map<String, List<String>> concepts;
    private final Map<String, Set<String>> byWord;

    private Lexicon(Map<String, List<String>> concepts) {
        this.concepts = Map.copyOf(concepts);
        this.byWord = new HashMap<>();
        concepts.forEach((concept, words) -> {
            for (String word : words) {
                byWord.computeIfAbsent(word, w -> new TreeSet<>()).add(concept);
            }
        });
    }

    /** The concepts of a word, such as {@code amount} of {@code 매출}; empty if unknown. */
    public Set<String> concepts(String word) {
        Set<String> found = new TreeSet<>(byWord.getOrDefault(word, Set.of()));
        found.removeIf(concept -> concept.startsWith("@") || concept.startsWith("="));
        return Set.copyOf(found);
    }

    /** The values that a word may stand for in either language, such as {@code =seoul}. */
    public Set<String> values(String word) {
        Set<String> found = new TreeSet<>(byWord.getOrDefault(word, Set.of()));
        found.removeIf(concept -> !concept.startsWith("="));
        return Set.copyOf(found);
    }

    /**
     * The concepts of a word in any of its forms; if none is known, those of its beginning or end,
     * because Korean joins words: {@code 매출현황}.
     */
    public Set<String> conceptsOf(List<String> forms) {
        for (String form : forms) {
            Set<String> found = concepts(form);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return Words.isHangul(forms.getFirst()) ? conceptsInside(forms.getFirst()) : Set.of();
    }

    private Set<String> conceptsInside(String word) {
        for (int length = word.length() - 1; length >= 2; length--) {
            Set<String> found = concepts(word.substring(0, length));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return conceptsOfEnding(word);
    }

    /** The concepts of a name: those of its last part that has any, and those of the whole. */
    public Set<String> conceptsOfName(String name) {
        List<String> pieces = Words.ofName(name);
        Set<String> whole = new TreeSet<>(concepts(String.join(" ", pieces)));
        whole.addAll(concepts(String.join("", pieces)));
        for (int i = pieces.size() - 1; i >= 0 && whole.isEmpty(); i--) {
            if (i > 0 && GENERIC.contains(pieces.get(i))) {
                continue;
            }
            whole.addAll(firstOf(Words.forms(pieces.get(i))));
            if (whole.isEmpty() && Words.isHangul(pieces.get(i))) {
                whole.addAll(conceptsOfEnding(pieces.get(i)));
            }
        }
        if (whole.isEmpty() && pieces.size() > 1) {
            whole.addAll(concepts(pieces.getLast()));
        }
        return Set.copyOf(whole);
    }

    private Set<String> firstOf(List<String> forms) {
        return forms.stream()
                .map(this::concepts)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(Set.of());
    }

    private Set<String> conceptsOfEnding(String word) {
        for (int start = 1; start <= word.length() - 2; start++) {
            Set<String> found = concepts(word.substring(start));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return Set.of();
    }

    /** Whether the word says nothing about the data: "the", "알려줘". */
    public boolean isStop(String word) {
        return byWord.getOrDefault(word, Set.of()).contains(STOP);
    }

    /** Whether values of the concept are averaged rather than added: a price, a temperature. */
    public boolean isAveraged(String concept) {
        return concepts.getOrDefault(AVERAGED, List.of()).contains(concept);
    }

    /** Whether the concept means a person: what "who" asks for. */
    public boolean isPerson(String concept) {
        return concepts.getOrDefault(PEOPLE, List.of()).contains(concept);
    }

    /** The words of a concept, English first. */
    public List<String> words(String concept) {
        return concepts.getOrDefault(concept, List.of());
    }

    private static Lexicon load() {
        try (InputStream in = Lexicon.class.getResourceAsStream("lexicon.txt")) {
            if (in == null) {
                throw new IllegalStateException("lexicon.txt is missing from the jar: rebuild it");
            }
            return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("lexicon.txt cannot be read", e);
        }
    }

    private static Lexicon parse(BufferedReader lines) {
        Map<String, List<String>> concepts = new LinkedHashMap<>();
        lines.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    int colon = line.indexOf(':');
                    concepts.computeIfAbsent(
                                    line.substring(0, colon).strip(), c -> new ArrayList<>())
                            .addAll(
                                    Arrays.stream(line.substring(colon + 1).split(",", -1))
                                            .map(String::strip)
                                            .filter(word -> !word.isEmpty())
                                            .toList());
                });
        return new Lexicon(concepts);
    }
}
