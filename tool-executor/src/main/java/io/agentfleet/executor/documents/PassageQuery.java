package io.agentfleet.executor.documents;

import static io.agentfleet.executor.documents.PassageAnalyzer.ENGLISH;
import static io.agentfleet.executor.documents.PassageAnalyzer.KOREAN;
import static io.agentfleet.executor.documents.PassageFields.HEADING;
import static io.agentfleet.executor.documents.PassageFields.TITLE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** A question as a query over passages: BM25 of both languages, the better of the two counts. */
final class PassageQuery {

    private static final float HEADING_WEIGHT = 0.6f;
    private static final float TITLE_WEIGHT = 0.3f;
    private static final int MOST_WORDS = 200;
    private static final float OTHER_LANGUAGE = 0.1f;

    private final Analyzer analyzer = PassageAnalyzer.create();

    /** The query; it finds nothing if no word of the question says anything. */
    Query of(String question) throws IOException {
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
