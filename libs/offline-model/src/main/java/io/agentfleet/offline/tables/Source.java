package io.agentfleet.offline.tables;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a query reads: a table, and optionally a second one joined to each of its rows.
 *
 * @param main the table whose rows are counted
 * @param join the second table
 */
public record Source(Table main, Optional<Join> join) {

    /** A second table, with at most one row for each row of the main table. */
    public record Join(Table other, Column left, Column right) {}

    public static Source of(Table table) {
        return new Source(table, Optional.empty());
    }

    /** All columns; the key only once, from the main table. */
    public List<ColumnRef> columns() {
        Stream<ColumnRef> mine = main.columns().stream().map(c -> new ColumnRef(main, c));
        Stream<ColumnRef> joined =
                join.stream()
                        .flatMap(j ->
                                j.other().columns().stream()
                                        .filter(c -> !c.name().equals(j.right().name()))
                                        .map(c -> new ColumnRef(j.other(), c)));
        return Stream.concat(mine, joined).toList();
    }

    public List<ColumnRef> columns(ColumnRole role) {
        return columns().stream().filter(ref -> ref.role() == role).toList();
    }

    /** The files of its tables. */
    public List<String> files() {
        return Stream.concat(Stream.of(main.file()), join.stream().map(j -> j.other().file()))
                .distinct()
                .toList();
    }

    /**
     * Joins {@code other} to {@code main} if they share a key that is unique in {@code other}:
     * columns of the same name, or {@code product_id} and the {@code id} of {@code products}.
     */
    public static Optional<Source> joined(Table main, Table other) {
        for (Column left : main.columns()) {
            for (Column right : other.columns()) {
                if (isKey(left, right, other) && right.distinct() == other.rows()) {
                    return Optional.of(new Source(main, Optional.of(new Join(other, left, right))));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the names of their columns suggest that the two can be joined. */
    public static boolean shareKey(Table one, Table two) {
        return one.columns().stream()
                .anyMatch(left ->
                        two.columns().stream()
                                .anyMatch(right ->
                                        isKey(left, right, two) || isKey(right, left, one)));
    }

    private static boolean isKey(Column left, Column right, Table other) {
        if (left.isNumeric() != right.isNumeric()
                || left.role() == ColumnRole.DATE
                || left.role() == ColumnRole.FLAG
                || left.role() == ColumnRole.MEASURE) {
            return false;
        }
        String l = plain(left.name());
        String r = plain(right.name());
        String table = plain(other.name()).replaceAll("(?:목록|정보|마스터|list|master)$", "");
        String singular = table.replaceAll("(?<=..)s$", "");
        boolean bare = r.equals("id") || r.equals("code") || r.equals("번호") || r.equals("코드");
        return (l.equals(r) && !isVague(l))
                || (bare && (l.equals(singular + r) || l.equals(table + r)));
    }

    private static boolean isVague(String name) {
        return switch (name) {
            case "id", "name", "이름", "status", "상태", "type", "note", "비고", "번호", "no" -> true;
            default -> false;
        };
    }

    private static String plain(String name) {
        return String.join("", io.agentfleet.offline.language.Words.ofName(name));
    }
}
