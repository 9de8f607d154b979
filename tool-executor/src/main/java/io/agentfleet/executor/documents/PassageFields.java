package io.agentfleet.executor.documents;

import static io.agentfleet.executor.documents.PassageAnalyzer.ENGLISH;
import static io.agentfleet.executor.documents.PassageAnalyzer.KOREAN;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.NIOFSDirectory;

/**
 * How documents stand in the index: one entry that holds the whole text, and one per passage.
 * Passages are indexed as Korean and as English.
 */
final class PassageFields {

    static final String HEADING = "_heading";
    static final String TITLE = "_title";

    /** Stored with the whole text: the document's name, by which it is found. */
    static final String WHOLE = "whole";

    /** Stored with a passage: the document's name. */
    static final String DOCUMENT = "document";

    static final String DOCUMENT_TITLE = "title";
    static final String LOCATION = "location";
    static final String TEXT = "text";

    private PassageFields() {}

    /** The index in the folder of a loaded source. It is made anew after a crash, so not synced. */
    static Directory directory(Path folder) throws IOException {
        return new FilterDirectory(new NIOFSDirectory(folder.resolve("documents"))) {
            @Override
            public void sync(Collection<String> names) {}

            @Override
            public void syncMetaData() {}
        };
    }

    static List<Document> of(io.agentfleet.executor.documents.Document document) {
        List<Document> entries = new ArrayList<>();
        for (Passage passage : document.passages()) {
            entries.add(passage(document, passage));
        }
        Document whole = new Document();
        whole.add(new StringField(WHOLE, document.name(), Field.Store.YES));
        whole.add(new StoredField(DOCUMENT_TITLE, document.title()));
        whole.add(new StoredField(TEXT, document.text()));
        entries.add(whole);
        return entries;
    }

    private static Document passage(
            io.agentfleet.executor.documents.Document document, Passage passage) {
        List<IndexableField> fields = new ArrayList<>();
        for (String language : List.of(KOREAN, ENGLISH)) {
            fields.add(new TextField(language, passage.text(), Field.Store.NO));
            fields.add(new TextField(language + HEADING, passage.heading(), Field.Store.NO));
            fields.add(new TextField(language + TITLE, document.title(), Field.Store.NO));
        }
        fields.add(new StoredField(DOCUMENT, document.name()));
        fields.add(new StoredField(DOCUMENT_TITLE, document.title()));
        fields.add(new StoredField(LOCATION, passage.location()));
        fields.add(new StoredField(TEXT, passage.text()));
        Document entry = new Document();
        fields.forEach(entry::add);
        return entry;
    }
}
