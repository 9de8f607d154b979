package io.agentfleet.executor.worker;

import java.util.Set;

/** What is loaded from a data source, each kind for itself, by the endings of its files. */
public enum SourceKind {
    /** Files as tables of a database. */
    TABLES(Set.of("csv", "tsv", "json", "ndjson", "jsonl", "parquet", "xlsx", "xls")),
    /** Files as documents of an index. */
    DOCUMENTS(Set.of("md", "markdown", "txt", "text", "html", "htm", "pdf"));

    private final Set<String> extensions;

    SourceKind(Set<String> extensions) {
        this.extensions = extensions;
    }

    /** True if files with this lower-case ending belong to it. */
    public boolean holds(String extension) {
        return extensions.contains(extension);
    }
}
