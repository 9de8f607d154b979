package io.agentfleet.executor.tables;

import io.agentfleet.executor.sandbox.ToolContext;
import io.agentfleet.executor.source.DataSource;
import io.agentfleet.executor.source.DataSources;
import io.agentfleet.executor.source.SourceCache;
import io.agentfleet.executor.source.SourceFile;
import io.agentfleet.executor.source.SourceFiles;
import java.util.List;

/** The tables of every data source, loaded on first use and again when its files change. */
public final class TableDatabaseCache {

    private final DataSources sources;
    private final QueryLimits limits;
    private final SourceCache<TableDatabase> loaded;

    public TableDatabaseCache(DataSources sources, QueryLimits limits) {
        this.sources = sources;
        this.limits = limits;
        this.loaded = new SourceCache<>(new TableLoader(limits)::load);
    }

    public TableDatabase of(ToolContext context) throws InterruptedException {
        DataSource source = sources.find(context.dataSource());
        List<SourceFile> files =
                SourceFiles.of(source).stream()
                        .filter(file -> TableLoader.EXTENSIONS.contains(file.extension()))
                        .toList();
        return loaded.get(source, files);
    }

    public QueryLimits limits() {
        return limits;
    }
}
