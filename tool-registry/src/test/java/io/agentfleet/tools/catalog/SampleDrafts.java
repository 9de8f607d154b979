package io.agentfleet.tools.catalog;

/** Definitions to start from. */
public final class SampleDrafts {

    /** A query with an optional number of rows. */
    public static final String QUERY_PARAMETERS =
            """
            {"type":"object",
             "properties":{"sql":{"type":"string","minLength":1},
                           "max_rows":{"type":"integer","minimum":1,"maximum":1000}},
             "required":["sql"],"additionalProperties":false}\
            """;

    private SampleDrafts() {}

    /** A good definition of query_database at this place. */
    public static DefinitionDraft query(String endpoint) {
        return draft("query_database", "1.0.0", QUERY_PARAMETERS, endpoint, 0, "");
    }

    /** A definition with these parts and defaults for the rest. */
    public static DefinitionDraft draft(
            String name,
            String version,
            String parameters,
            String endpoint,
            int timeoutMs,
            String risk) {
        return new DefinitionDraft(
                name,
                version,
                "Runs SQL.",
                parameters,
                endpoint,
                "",
                "",
                0,
                timeoutMs,
                risk,
                "",
                "",
                false,
                false);
    }
}
