package io.agentfleet.executor.documents;

import io.agentfleet.executor.sandbox.ToolContext;
import io.agentfleet.executor.source.DataSource;
import io.agentfleet.executor.source.DataSources;
import io.agentfleet.executor.source.SourceCache;
import io.agentfleet.executor.source.SourceFile;
import io.agentfleet.executor.source.SourceFiles;
import java.util.List;

/** The documents of every data source, read on first use and again when its files change. */
public final class DocumentIndexCache {

    private final DataSources sources;
    private final SourceCache<DocumentIndex> loaded =
            new SourceCache<>((source, files) -> DocumentIndex.load(files));

    public DocumentIndexCache(DataSources sources) {
        this.sources = sources;
    }

    DocumentIndex of(ToolContext context) throws InterruptedException {
        DataSource source = sources.find(context.dataSource());
        List<SourceFile> files =
                SourceFiles.of(source).stream()
                        .filter(file -> DocumentReader.EXTENSIONS.contains(file.extension()))
                        .toList();
        return loaded.get(source, files);
    }
}
