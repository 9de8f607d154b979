package io.agentfleet.executor.documents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agentfleet.executor.source.LoadedFile;
import io.agentfleet.executor.source.SourceFile;
import io.agentfleet.executor.source.SourceLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Indexes the documents of a data source, each committed before the next is read. */
public final class DocumentLoader implements SourceLoader {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentLoader.class);
    private static final double BUFFER_MEGABYTES = 16;

    private final IndexWriter writer;

    /** Goes on with what was loaded into the folder before. */
    public DocumentLoader(Path folder) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(PassageAnalyzer.create());
        config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
        writer = new IndexWriter(PassageFields.directory(folder), config);
    }

    @Override
    public LoadedFile load(SourceFile file, String name) throws IOException {
        Document document;
        try {
            document = DocumentReader.read(file);
        } catch (IOException unreadable) {
            String reason = String.valueOf(unreadable.getMessage());
            return LoadedFile.unusable(
                    file.name(),
                    "it cannot be read: " + reason.replace(file.path().toString(), file.name()));
        } catch (RuntimeException broken) {
            LOG.warn("document_unreadable file={}", file.name(), broken);
            return LoadedFile.unusable(file.name(), "its content is broken");
        }
        writer.addDocuments(PassageFields.of(document));
        writer.commit();
        return new LoadedFile(JsonNodeFactory.instance.textNode(document.name()), List.of());
    }

    @Override
    public void close() throws IOException {
        writer.forceMerge(1);
        writer.close();
    }
}
