package io.agentfleet.executor.worker;

import io.agentfleet.executor.charts.RenderChart;
import io.agentfleet.executor.code.RunCode;
import io.agentfleet.executor.documents.ReadDocument;
import io.agentfleet.executor.documents.SearchDocuments;
import io.agentfleet.executor.query.DescribeTable;
import io.agentfleet.executor.query.ListTables;
import io.agentfleet.executor.query.QueryDatabase;
import io.agentfleet.executor.sandbox.Computation;
import io.agentfleet.executor.sandbox.ToolDescriptor;
import java.util.Locale;
import java.util.Optional;

/** The tools that run in workers. */
public enum WorkerTool {
    LIST_TABLES(ListTables.class, Optional.of(SourceKind.TABLES)),
    DESCRIBE_TABLE(DescribeTable.class, Optional.of(SourceKind.TABLES)),
    QUERY_DATABASE(QueryDatabase.class, Optional.of(SourceKind.TABLES)),
    SEARCH_DOCUMENTS(SearchDocuments.class, Optional.of(SourceKind.DOCUMENTS)),
    READ_DOCUMENT(ReadDocument.class, Optional.of(SourceKind.DOCUMENTS)),
    RUN_CODE(RunCode.class, Optional.empty()),
    RENDER_CHART(RenderChart.class, Optional.empty());

    private final Class<? extends Computation> computation;
    private final Optional<SourceKind> source;

    WorkerTool(Class<? extends Computation> computation, Optional<SourceKind> source) {
        this.computation = computation;
        this.source = source;
    }

    /** What it reads of the task's data source; empty if it reads none. */
    public Optional<SourceKind> source() {
        return source;
    }

    /** Its definition for the registry. Does not load what the tool is made of. */
    public ToolDescriptor definition() {
        return ToolDescriptor.of(computation, name().toLowerCase(Locale.ROOT));
    }
}
