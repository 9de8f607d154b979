package io.agentfleet.offline.tables;

import io.agentfleet.offline.language.DateRange;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A table as returned by the tools.
 *
 * @param name its name in SQL
 * @param file the file that it was read from
 * @param rows its number of rows
 * @param columns empty if only its name is known so far
 */
public record Table(String name, String file, long rows, List<Column> columns) {
    public Table {
        columns = List.copyOf(columns);
    }

    /** The column of that name, ignoring case. */
    public Optional<Column> column(String wanted) {
        return columns.stream().filter(c -> c.name().equalsIgnoreCase(wanted)).findFirst();
    }

    public List<Column> columns(ColumnRole role) {
        return columns.stream().filter(column -> column.role() == role).toList();
    }

    /** The days that a date column covers; empty if it has none. */
    public static Optional<DateRange> span(Column column) {
        try {
            if (column.isNumeric()) {
                return Optional.of(
                        new DateRange(
                                LocalDate.of(Integer.parseInt(column.range().min()), 1, 1),
                                LocalDate.of(Integer.parseInt(column.range().max()), 12, 31)));
            }
            return Optional.of(new DateRange(day(column.range().min()), day(column.range().max())));
        } catch (DateTimeException | StringIndexOutOfBoundsException | NumberFormatException no) {
            return Optional.empty();
        }
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text.substring(0, 10));
    }
}
