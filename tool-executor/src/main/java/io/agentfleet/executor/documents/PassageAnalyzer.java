package io.agentfleet.executor.documents;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.ko.KoreanAnalyzer;
import org.apache.lucene.analysis.ko.KoreanPartOfSpeechStopFilter;
import org.apache.lucene.analysis.ko.KoreanTokenizer;

/**
 * Takes words to their stems: fields whose names start with {@code english} as English, all others
 * as Korean.
 */
final class PassageAnalyzer {

    static final String KOREAN = "korean";
    static final String ENGLISH = "english";

    /** Words in which a question is asked and that say nothing about its subject. */
    private static final CharArraySet ASKING =
            StopFilter.makeStopSet(
                    new String[] {
                        "what", "which", "who", "when", "where", "why", "how", "do", "does", "did",
                        "i", "we", "our", "us", "you", "me", "my", "can", "could", "should",
                        "would", "tell", "show", "please", "about", "any", "there", "have", "has",
                        "무엇", "뭐", "누구", "언제", "어디", "왜", "어떻", "어떤", "얼마", "몇", "알리", "보이", "주",
                        "하", "되", "있", "없", "것", "수", "이", "그", "저", "대하", "관하"
                    },
                    true);

    private static final CharArraySet STOP_WORDS = stopWords();

    private PassageAnalyzer() {}

    private static CharArraySet stopWords() {
        CharArraySet words = new CharArraySet(EnglishAnalyzer.getDefaultStopSet(), true);
        words.addAll(ASKING);
        return CharArraySet.unmodifiableSet(words);
    }

    static Analyzer create() {
        Analyzer korean =
                new Asking(
                        new KoreanAnalyzer(
                                null,
                                KoreanTokenizer.DecompoundMode.MIXED,
                                KoreanPartOfSpeechStopFilter.DEFAULT_STOP_TAGS,
                                false));
        Analyzer stemmed = new EnglishAnalyzer(STOP_WORDS);
        return new DelegatingAnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
            @Override
            protected Analyzer getWrappedAnalyzer(String field) {
                return field.startsWith(ENGLISH) ? stemmed : korean;
            }
        };
    }

    private static final class Asking extends org.apache.lucene.analysis.AnalyzerWrapper {

        private final Analyzer analyzer;

        Asking(Analyzer analyzer) {
            super(analyzer.getReuseStrategy());
            this.analyzer = analyzer;
        }

        @Override
        protected Analyzer getWrappedAnalyzer(String field) {
            return analyzer;
        }

        @Override
        protected TokenStreamComponents wrapComponents(
                String field, TokenStreamComponents components) {
            TokenStream rest = new StopFilter(components.getTokenStream(), STOP_WORDS);
            return new TokenStreamComponents(components.getSource(), rest);
        }
    }
}
