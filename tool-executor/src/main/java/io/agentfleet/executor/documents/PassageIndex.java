package io.agentfleet.executor.documents;

import static io.agentfleet.executor.documents.PassageAnalyzer.ENGLISH;
import static io.agentfleet.executor.documents.PassageAnalyzer.KOREAN;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/**
 * Ranks passages by BM25, in memory. Text, heading and title are indexed as Korean and as English;
 * the better of the two counts.
 */
final class PassageIndex {

    private static final String HEADING = "_heading";
    private static final String TITLE = "_title";
    private static final float HEADING_WEIGHT = 0.6f;
    private static final float TITLE_WEIGHT = 0.3f;
    private static final int MOST_WORDS = 200;
    private static final float OTHER_LANGUAGE = 0.1f;

    /** A passage that fits a question. */
    record Hit(Document document, Passage passage, double score) {}

    private record Entry(Document document, Passage passage) {}

    private final Analyzer analyzer = PassageAnalyzer.create();
    private final List<Entry> entries = new ArrayList<>();
    private final IndexSearcher searcher;

    PassageIndex(List<Document> documents) {
        Directory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
            for (Document document : documents) {
                for (Passage passage : document.passages()) {
                    entries.add(new Entry(document, passage));
                    writer.addDocument(fields(document, passage));
                }
            }
            writer.forceMerge(1);
            writer.commit();
            searcher = new IndexSearcher(DirectoryReader.open(directory));
        } catch (IOException broken) {
            throw new UncheckedIOException("an index in memory", broken);
        }
    }

    private static org.apache.lucene.document.Document fields(Document document, Passage passage) {
        org.apache.lucene.document.Document fields = new org.apache.lucene.document.Document();
        for (String language : List.of(KOREAN, ENGLISH)) {
            fields.add(new TextField(language, passage.text(), Field.Store.NO));
            fields.add(new TextField(language + HEADING, passage.heading(), Field.Store.NO));
            fields.add(new TextField(language + TITLE, document.title(), Field.Store.NO));
        }
        return fields;
    }

    /** The best passages, best first; none if no word of the question occurs. */
    List<Hit> search(String question, int limit) {
        try {
            List<Hit> hits = new ArrayList<>();
            for (ScoreDoc found : searcher.search(query(question), limit).scoreDocs) {
                Entry entry = entries.get(found.doc);
                hits.add(
                        new Hit(
                                entry.document(),
                                entry.passage(),
                                Math.round(found.score * 1000) / 1000.0));
            }
            return hits;
        } catch (IOException broken) {
            throw new UncheckedIOException("an index in memory", broken);
        }
    }

    private Query query(String question) throws IOException {
        List<Query> languages = new ArrayList<>();
        languages.add(query(question, KOREAN));
        languages.add(query(question, ENGLISH));
        return new DisjunctionMaxQuery(languages, OTHER_LANGUAGE);
    }

    private Query query(String question, String language) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (String word : words(language, question)) {
            query.add(term(language, word, 1), Occur.SHOULD);
            query.add(term(language + HEADING, word, HEADING_WEIGHT), Occur.SHOULD);
            query.add(term(language + TITLE, word, TITLE_WEIGHT), Occur.SHOULD);
        }
        return query.build();
    }

    private static Query term(String field, String word, float weight) {
        return new BoostQuery(new TermQuery(new Term(field, word)), weight);
    }

    private Set<String> words(String field, String question) throws IOException {
        Set<String> words = new LinkedHashSet<>();
        try (TokenStream tokens = analyzer.tokenStream(field, question)) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (words.size() < MOST_WORDS && tokens.incrementToken()) {
                words.add(word.toString());
            }
            tokens.end();
        }
        return words;
    }
}
