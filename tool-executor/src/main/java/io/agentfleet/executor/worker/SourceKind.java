package io.agentfleet.executor.worker;

import java.util.Set;

/** What is loaded from a data source, each kind for itself, by the endings of its files. */
public enum SourceKind {
    /** Files as tables of a database. */
    TABLES,
    /** Files as documents of an index. */
    DOCUMENTS;

    private static final Set<String> TABLE_FILES =
            Set.of("csv", "tsv", "json", "ndjson", "jsonl", "parquet", "xlsx", "xls");
    private static final Set<String> DOCUMENT_FILES =
            Set.of("md", "markdown", "txt", "text", "html", "htm", "pdf");

    /** True if files with this lower-case ending belong to it. */
    public boolean holds(String extension) {
        return switch (this) {
            case TABLES -> TABLE_FILES.contains(extension);
            case DOCUMENTS -> DOCUMENT_FILES.contains(extension);
        };
    }
}
