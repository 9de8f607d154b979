package io.agentfleet.offline.tables;

import io.agentfleet.offline.language.Lexicon;
import io.agentfleet.offline.language.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A column as returned by {@code describe_table}.
 *
 * @param name its name
 * @param type its SQL type, such as VARCHAR
 * @param distinct its number of distinct values; 0 if not known
 * @param range its smallest and largest value as text; empty texts if not known
 * @param samples frequent values
 */
public record Column(String name, String type, long distinct, Range range, List<String> samples) {

    /** Smallest and largest value, as text. */
    public record Range(String min, String max) {}

    private static final Pattern NUMBER =
            Pattern.compile("BIGINT|DOUBLE|DECIMAL|INTEGER|HUGEINT|FLOAT|SMALLINT|TINYINT");
    private static final Pattern WHOLE_NUMBER =
            Pattern.compile("BIGINT|INTEGER|HUGEINT|SMALLINT|TINYINT");
    private static final Pattern RATE = Pattern.compile("(?i)pct|percent|rate|ratio|율|률|비율|%");
    private static final Set<String> ID_PIECES =
            Set.of("id", "no", "code", "key", "uuid", "zip", "phone", "번호", "코드", "아이디", "키");
    private static final Set<String> CALENDAR =
            Set.of("year", "month", "week", "quarter", "연도", "년도", "월", "분기", "주차");

    private static final Set<String> YEARS = Set.of("year", "연도", "년도");

    public Column {
        samples = List.copyOf(samples);
    }

    public boolean isNumeric() {
        return NUMBER.matcher(type).lookingAt();
    }

    public boolean isWhole() {
        return WHOLE_NUMBER.matcher(type).lookingAt();
    }

    public boolean isText() {
        return type.startsWith("VARCHAR");
    }

    /** Its role. */
    public ColumnRole role() {
        if (type.startsWith("DATE") || type.startsWith("TIMESTAMP")) {
            return ColumnRole.DATE;
        }
        if (type.startsWith("BOOL")) {
            return ColumnRole.FLAG;
        }
        List<String> pieces = Words.ofName(name);
        String last = pieces.isEmpty() ? "" : pieces.getLast();
        if (ID_PIECES.contains(last) || last.endsWith("번호") || last.endsWith("코드")) {
            return ColumnRole.ID;
        }
        if (isYear(last)) {
            return ColumnRole.DATE;
        }
        return isNumeric() && !CALENDAR.contains(last) ? ColumnRole.MEASURE : ColumnRole.DIMENSION;
    }

    /** Whether the column is called year and its whole numbers can be years. */
    private boolean isYear(String lastPiece) {
        return isWhole()
                && YEARS.contains(lastPiece)
                && (range.min() + range.max())
                        .matches("(?:1[89]|20|21)\\d\\d(?:1[89]|20|21)\\d\\d");
    }

    /** The concepts of its name. */
    public Set<String> concepts() {
        return Lexicon.DEFAULT.conceptsOfName(name);
    }

    public boolean means(String concept) {
        return concepts().contains(concept);
    }

    /** Whether its values are usually averaged rather than added: a price, a rate. */
    public boolean isAveraged() {
        if (RATE.matcher(name).find()) {
            return true;
        }
        Set<String> concepts = concepts();
        return concepts.isEmpty()
                ? !isWhole()
                : concepts.stream().anyMatch(Lexicon.DEFAULT::isAveraged);
    }

    /** Whether the samples include all values. */
    public boolean isFullySampled() {
        return samples.size() >= distinct;
    }

    /** The column with more values, found by a probe. */
    public Column with(List<String> found) {
        List<String> all = new ArrayList<>(samples);
        found.stream().filter(value -> !all.contains(value)).forEach(all::add);
        return new Column(name, type, distinct, range, all);
    }
}
