package io.agentfleet.executor.documents;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.executor.sandbox.Arguments;
import io.agentfleet.executor.source.SourceCatalog;
import io.agentfleet.executor.source.SourceProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/**
 * The documents of one loaded data source: searched and read from its index on the disk.
 *
 * <p>Lifecycle: open as long as its worker lives.
 */
public final class DocumentIndex {

    private final List<String> names;
    private final List<SourceProblem> problems;
    private final PassageQuery query = new PassageQuery();
    private final IndexSearcher searcher;

    private DocumentIndex(SourceCatalog catalog, IndexSearcher searcher) {
        this.names = catalog.entries().stream().map(JsonNode::asText).toList();
        this.problems = catalog.problems();
        this.searcher = searcher;
    }

    /** A passage that fits a question. */
    record Hit(String document, String title, String location, String text, double score) {}

    /** A document in whole. */
    record Text(String name, String title, String text) {}

    /** Opens what a {@link DocumentLoader} left in this folder. */
    public static DocumentIndex open(Path folder) throws IOException {
        return new DocumentIndex(
                SourceCatalog.read(folder),
                new IndexSearcher(DirectoryReader.open(PassageFields.directory(folder))));
    }

    List<String> names() {
        return names;
    }

    List<SourceProblem> problems() {
        return problems;
    }

    /** The best passages, best first; none if no word of the question occurs. */
    List<Hit> search(String question, int limit) {
        try {
            List<Hit> hits = new ArrayList<>();
            for (ScoreDoc found : searcher.search(query.of(question), limit).scoreDocs) {
                Document entry = searcher.storedFields().document(found.doc);
                hits.add(
                        new Hit(
                                entry.get(PassageFields.DOCUMENT),
                                entry.get(PassageFields.DOCUMENT_TITLE),
                                entry.get(PassageFields.LOCATION),
                                entry.get(PassageFields.TEXT),
                                Math.round(found.score * 1000) / 1000.0));
            }
            return hits;
        } catch (IOException broken) {
            throw new UncheckedIOException("the index of a loaded source", broken);
        }
    }

    /** The document of this name; the folder or the ending may be left out if that is clear. */
    Text require(String name) {
        if (names.contains(name)) {
            return read(name);
        }
        List<String> similar = names.stream().filter(known -> similar(known, name)).toList();
        if (similar.size() == 1) {
            return read(similar.getFirst());
        }
        for (SourceProblem problem : problems) {
            if (problem.file().equals(name)) {
                throw Arguments.invalid("document '%s': %s".formatted(name, problem.problem()));
            }
        }
        throw Arguments.invalid(
                "there is no document '%s': the documents are %s".formatted(name, names));
    }

    private Text read(String name) {
        try {
            int found =
                    searcher.search(new TermQuery(new Term(PassageFields.WHOLE, name)), 1)
                            .scoreDocs[0]
                            .doc;
            Document entry = searcher.storedFields().document(found);
            return new Text(
                    name, entry.get(PassageFields.DOCUMENT_TITLE), entry.get(PassageFields.TEXT));
        } catch (IOException broken) {
            throw new UncheckedIOException("the index of a loaded source", broken);
        }
    }

    private static boolean similar(String document, String name) {
        String whole = document.toLowerCase(Locale.ROOT);
        String file = whole.substring(whole.lastIndexOf('/') + 1);
        String wished = name.strip().toLowerCase(Locale.ROOT);
        return whole.equals(wished)
                || file.equals(wished)
                || file.replaceFirst("\\.[^.]+$", "").equals(wished);
    }
}
