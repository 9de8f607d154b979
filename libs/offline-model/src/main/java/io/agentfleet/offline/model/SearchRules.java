package io.agentfleet.offline.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.offline.compose.Json;
import io.agentfleet.offline.compose.SearchAnswer;
import io.agentfleet.offline.documents.Keywords;
import io.agentfleet.offline.documents.Passage;
import io.agentfleet.offline.documents.Quote;
import io.agentfleet.offline.documents.QuoteFinder;
import io.agentfleet.offline.language.Language;
import io.agentfleet.offline.model.CurrentTurn.Exchange;
import io.agentfleet.offline.question.Intent;
import io.agentfleet.offline.question.QuestionReader;
import io.agentfleet.offline.question.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rules of the search agent: search with the words of the question, then in the other language,
 * then read in the best document.
 */
final class SearchRules {
    private static final String SEARCH = "search_documents";
    private static final String READ = "read_document";
    private static final int HITS = 4;
    private static final int QUOTES = 3;
    private static final int READ_CHARACTERS = 1200;

    private final CurrentTurn turn;
    private final String question;
    private final Language language;

    private SearchRules(CurrentTurn turn) {
        this.turn = turn;
        this.question = turn.packet().question();
        this.language = Language.of(question);
    }

    static Message.Assistant next(CurrentTurn turn) {
        return new SearchRules(turn).next();
    }

    private Message.Assistant next() {
        Keywords keywords = Keywords.of(question);
        List<Exchange> searches = turn.exchanges(SEARCH);
        if (searches.isEmpty()) {
            return search(keywords.isEmpty() ? question : keywords.query());
        }
        List<Quote> quotes = new QuoteFinder(question).find(passages(), QUOTES);
        boolean answered = !quotes.isEmpty() && quotes.getFirst().fit() >= QuoteFinder.ANSWERS;
        if (!answered && searches.size() == 1 && turn.stepsLeft() > 1) {
            Optional<String> translated = keywords.translated();
            if (translated.isPresent()) {
                return search(translated.get());
            }
        }
        if (!answered && !quotes.isEmpty() && mayRead()) {
            String document = quotes.getFirst().passage().document();
            return turn.call(
                    READ,
                    Json.object().put("document", document).put("max_chars", READ_CHARACTERS));
        }
        return CurrentTurn.answer(SearchAnswer.of(quotes, notes(answered, quotes)));
    }

    private Message.Assistant search(String query) {
        return turn.call(SEARCH, Json.object().put("query", query).put("limit", HITS));
    }

    /**
     * Whether to read a document: only for questions that tables cannot answer, because it costs
     * tokens.
     */
    private boolean mayRead() {
        Intent intent = QuestionReader.read(question);
        return turn.offers(READ)
                && turn.exchanges(READ).isEmpty()
                && turn.stepsLeft() > 1
                && intent.ask().shape() == Shape.VALUE
                && intent.ask().aggregate().isEmpty();
    }

    private List<Passage> passages() {
        List<Passage> passages = new ArrayList<>();
        for (Exchange search : turn.exchanges(SEARCH)) {
            for (JsonNode hit : search.result().path("hits")) {
                passages.add(passage(hit, hit.path("passage").asText()));
            }
        }
        for (Exchange read : turn.exchanges(READ)) {
            if (!read.failed()) {
                passages.add(passage(read.result(), read.result().path("text").asText()));
            }
        }
        return List.copyOf(passages);
    }

    private static Passage passage(JsonNode from, String text) {
        return new Passage(
                from.path("document").asText(),
                from.path("title").asText(""),
                from.path("location").asText(""),
                text,
                from.path("score").asDouble());
    }

    private List<String> notes(boolean answered, List<Quote> quotes) {
        List<String> notes = new ArrayList<>();
        turn.exchanges(SEARCH).stream()
                .filter(Exchange::failed)
                .map(e -> language.pick("A search failed: ", "검색에 실패했습니다: ") + e.error())
                .forEach(notes::add);
        if (!notes.isEmpty()) {
            return notes;
        }
        if (quotes.isEmpty()) {
            notes.add(
                    language.pick("No document speaks of the question.", "질문과 관련된 문서를 찾지 못했습니다."));
        } else if (!answered) {
            notes.add(
                    language.pick(
                            "The documents touch the question but do not answer it.",
                            "문서에 관련 내용은 있으나 질문에 대한 답은 없습니다."));
        }
        return notes;
    }
}
