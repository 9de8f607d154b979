package io.agentfleet.executor.tables;

import java.util.List;

/**
 * One way to read a column of texts as values of a type.
 *
 * @param expression SQL over {@code @@}, the trimmed text; NULL where it does not fit
 */
record ColumnParser(String name, String expression) {

    static final String DAY_FIRST = "day first";
    static final String MONTH_FIRST = "month first";

    /** Numbers with currency signs, units and brackets for negatives taken off. */
    private static final String BARE =
            "regexp_replace(regexp_replace(regexp_replace(@@, '[₩￦$€£¥\\s]', '', 'g'), '(원|달러|유로|개|건|명|KRW|USD|EUR|%)\\z', ''), '\\A\\((.*)\\)\\z', '-\\1')";

    private static final String DAY = "(\\d{1,2})";
    private static final String YEAR_FIRST =
            "(\\d{4})\\s*[-/.년]\\s*(\\d{1,2})\\s*[-/.월]\\s*(\\d{1,2})\\s*[일.]?";
    private static final String YEAR_LAST = DAY + "\\s*[-/.]\\s*" + DAY + "\\s*[-/.]\\s*(\\d{4})";
    private static final String WEEKDAY = "(\\s*\\([월화수목금토일]\\))?";
    private static final String TIME = "[T\\s]+(\\d{1,2}:\\d{2}(:\\d{2})?)(\\.\\d+)?";
    private static final String NAMED_MONTHS =
            "['%d %b %Y', '%d-%b-%Y', '%b %d, %Y', '%b %d %Y', '%d %B %Y', '%d-%B-%Y', '%B %d, %Y', '%B %d %Y', '%d. %B %Y']";

    /** In the order in which they are preferred. */
    static final List<ColumnParser> ALL =
            List.of(
                    new ColumnParser(
                            "boolean",
                            "CASE lower(@@) WHEN 'true' THEN true WHEN 'false' THEN false END"),
                    new ColumnParser(
                            "compact date",
                            when("@@", "(19|20)\\d{6}", "try_strptime(@@, '%Y%m%d')::DATE")),
                    new ColumnParser(
                            "whole number",
                            when("@@", "[+-]?(0|[1-9]\\d{0,17})", "try_cast(@@ AS BIGINT)")),
                    new ColumnParser(
                            "decimal",
                            when("@@", decimal("[1-9]\\d{0,12}"), "try_cast(@@ AS DECIMAL(18,4))")),
                    new ColumnParser(
                            "number",
                            when(
                                    "@@",
                                    "[+-]?((0|[1-9]\\d*)(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?",
                                    "try_cast(@@ AS DOUBLE)")),
                    new ColumnParser(
                            "written whole number",
                            when(
                                    BARE,
                                    "[+-]?([1-9]\\d{0,2}(,\\d{3})+|0|[1-9]\\d*)",
                                    "try_cast(replace(" + BARE + ", ',', '') AS BIGINT)")),
                    new ColumnParser(
                            "written decimal",
                            when(
                                    BARE,
                                    decimal("[1-9]\\d{0,2}(,\\d{3})+|[1-9]\\d{0,12}"),
                                    "try_cast(replace(" + BARE + ", ',', '') AS DECIMAL(18,4))")),
                    new ColumnParser(
                            "decimal comma",
                            when(
                                    BARE,
                                    "[+-]?([1-9]\\d{0,2}(\\.\\d{3})+|0|[1-9]\\d*)(,\\d+)?",
                                    "try_cast(replace(replace("
                                            + BARE
                                            + ", '.', ''), ',', '.') AS DECIMAL(18,4))")),
                    date("year first", YEAR_FIRST + WEEKDAY, "\\1-\\2-\\3"),
                    date(DAY_FIRST, YEAR_LAST + WEEKDAY, "\\3-\\2-\\1"),
                    date(MONTH_FIRST, YEAR_LAST + WEEKDAY, "\\3-\\1-\\2"),
                    new ColumnParser("named month", "try_strptime(@@, " + NAMED_MONTHS + ")::DATE"),
                    date("month", "(\\d{4})\\s*[-/.년]\\s*(\\d{1,2})\\s*월?", "\\1-\\2-1"),
                    new ColumnParser(
                            "timestamp",
                            when(
                                    "@@",
                                    "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}.*",
                                    "try_cast(@@ AS TIMESTAMP)")),
                    timestamp("time, year first", YEAR_FIRST, "\\1-\\2-\\3 \\4"),
                    timestamp("time, " + DAY_FIRST, YEAR_LAST, "\\3-\\2-\\1 \\4"),
                    timestamp("time, " + MONTH_FIRST, YEAR_LAST, "\\3-\\1-\\2 \\4"));

    private static String decimal(String whole) {
        return "[+-]?(0|" + whole + ")(\\.\\d{1,4})?";
    }

    private static ColumnParser date(String name, String pattern, String order) {
        return new ColumnParser(
                name,
                when(
                        "@@",
                        pattern,
                        "try_strptime(regexp_replace(@@, '\\A%s\\z', '%s'), '%%Y-%%m-%%d')::DATE"
                                .formatted(pattern, order)));
    }

    private static ColumnParser timestamp(String name, String pattern, String order) {
        return new ColumnParser(
                name,
                when(
                        "@@",
                        pattern + TIME,
                        "try_strptime(regexp_replace(@@, '\\A%s%s\\z', '%s'), ['%%Y-%%m-%%d %%H:%%M:%%S', '%%Y-%%m-%%d %%H:%%M'])"
                                .formatted(pattern, TIME, order)));
    }

    private static String when(String text, String pattern, String value) {
        return "CASE WHEN regexp_full_match(%s, '%s') THEN %s END".formatted(text, pattern, value);
    }

    /** The expression over this SQL text. */
    String of(String text) {
        return expression.replace("@@", text);
    }
}
