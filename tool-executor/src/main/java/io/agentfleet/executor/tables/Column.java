package io.agentfleet.executor.tables;

/**
 * A column as models see it.
 *
 * @param type DATE, TIMESTAMP, BIGINT, DOUBLE, DECIMAL, BOOLEAN or VARCHAR
 */
public record Column(String name, String type) {

    /** The name that models see for one of DuckDB's types. */
    public static String typeOf(String type) {
        String bare = type.replaceFirst("\\(.*", "");
        return switch (bare) {
            case "DATE", "BIGINT", "DOUBLE", "DECIMAL", "BOOLEAN" -> bare;
            case "TINYINT", "SMALLINT", "INTEGER", "HUGEINT" -> "BIGINT";
            case "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT" -> "BIGINT";
            case "FLOAT" -> "DOUBLE";
            default -> bare.startsWith("TIMESTAMP") ? "TIMESTAMP" : "VARCHAR";
        };
    }
}
