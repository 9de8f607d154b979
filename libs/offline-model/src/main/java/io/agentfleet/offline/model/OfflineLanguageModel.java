package io.agentfleet.offline.model;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.memory.TokenCounter;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelId;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.offline.compose.Json;
import io.agentfleet.offline.language.Language;

/**
 * The default model: rules, not a language model. It plans, calls tools and composes answers from
 * what they return, for questions in English and Korean. Deterministic and without state: the same
 * conversation gives the same answer. Safe for any number of threads; never blocks.
 */
public final class OfflineLanguageModel implements LanguageModel {
    private static final ModelId ID = new ModelId("offline", "rules-1");

    /**
     * Starts loading the tokenizer in the background. It takes about a second: the start of a
     * service need not wait for it, and it is loaded before the first question.
     */
    public OfflineLanguageModel() {
        Thread.ofVirtual().name("tokenizer").start(() -> TokenCounter.count("ready"));
    }

    @Override
    public ModelId id() {
        return ID;
    }

    @Override
    public ModelResponse complete(ModelRequest request) {
        Message.Assistant answer = answer(request);
        return new ModelResponse(answer, AnswerUsage.of(request.messages(), answer));
    }

    /** Chooses the rules by the tools that the request offers. */
    private static Message.Assistant answer(ModelRequest request) {
        CurrentTurn turn = CurrentTurn.of(request);
        boolean plan =
                request.outputSchema()
                        .map(schema -> Json.read(schema).path("title").asText())
                        .filter("Plan"::equals)
                        .isPresent();
        if (plan) {
            return PlanningRules.next(turn);
        }
        if (turn.offers("query_database")) {
            return AnalysisRules.next(turn);
        }
        if (turn.offers("search_documents")) {
            return SearchRules.next(turn);
        }
        if (turn.offers("write_file")) {
            return WritingRules.next(turn);
        }
        return CurrentTurn.answer(
                Language.of(turn.packet().goal())
                        .pick(
                                "I cannot do this: the offline model only plans, searches"
                                        + " documents, analyses tables and writes reports, and none of"
                                        + " the tools for that is offered.",
                                "할 수 없습니다. 오프라인 모델은 계획, 문서 검색, 표 분석, 보고서 작성만 하며,"
                                        + " 그에 필요한 도구가 주어지지 않았습니다."));
    }
}
