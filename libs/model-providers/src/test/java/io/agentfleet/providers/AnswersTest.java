package io.agentfleet.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.agentfleet.agent.model.ModelCallException;
import io.agentfleet.agent.model.ModelFailure;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What providers answer, in the agents' words: the same for each. */
class AnswersTest {

    private static ModelResponse answer(Wire wire, String name) {
        try (PlayedServer server = PlayedServer.streams(wire.contentType, wire.says(name))) {
            return Calls.model(wire, server.address()).complete(Calls.question());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerComesWithItsUsageAndTheModelThatServedIt(Wire wire) {
        ModelResponse answer = answer(wire, "answer");

        assertThat(answer.message().text()).isEqualTo("매출은 1,234원.");
        assertThat(answer.message().toolCalls()).isEmpty();
        assertThat(answer.truncated()).isFalse();
        assertThat(answer.usage())
                .isEqualTo(
                        switch (wire) {
                            case OPENAI, GEMINI -> new TokenUsage(120, 30, 100, 12);
                            case ANTHROPIC -> new TokenUsage(120, 30, 100, 0);
                            case OLLAMA -> new TokenUsage(120, 30);
                        });
        assertThat(answer.servedBy())
                .isEqualTo(
                        switch (wire) {
                            case OPENAI -> "gpt-5-mini-2026-08-07";
                            case ANTHROPIC -> "claude-sonnet-4-5-20250929";
                            case GEMINI -> "gemini-2.5-flash";
                            case OLLAMA -> "qwen3:8b";
                        });
    }

    @ParameterizedTest
    @EnumSource
    void piecesReachTheCallerOnItsOwnThreadAsTheyCome(Wire wire) {
        List<String> pieces = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try (PlayedServer server = PlayedServer.streams(wire.contentType, wire.says("answer"))) {
            Calls.model(wire, server.address()).stream(
                    Calls.question(),
                    piece -> {
                        pieces.add(piece);
                        threads.add(Thread.currentThread());
                    });
        }
        assertThat(pieces).containsExactly("매출은 ", "1,234원.");
        assertThat(threads).containsOnly(Thread.currentThread());
    }

    @ParameterizedTest
    @EnumSource
    void parallelToolCallsAreOneMessageAndEachHasAnId(Wire wire) {
        ModelResponse answer = answer(wire, "tools");

        assertThat(answer.message().toolCalls())
                .extracting(ToolCall::tool, ToolCall::arguments)
                .containsExactly(tuple("find", "{\"q\":\"바다\"}"), tuple("count", "{\"n\":2}"));
        assertThat(answer.message().toolCalls())
                .extracting(ToolCall::id)
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAI", "ANTHROPIC"}) // the others send arguments as JSON
    void brokenArgumentsArePassedOnAsTheyAre(Wire wire) {
        assertThat(answer(wire, "broken-arguments").message().toolCalls())
                .extracting(ToolCall::arguments)
                .containsExactly("{\"q\": ");
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatWasTooLongIsMarked(Wire wire) {
        ModelResponse answer = answer(wire, "truncated");
        assertThat(answer.message().text()).isEqualTo("Once upon");
        assertThat(answer.truncated()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void usageThatIsNotReportedIsEstimatedForNothingIsFree(Wire wire) {
        TokenUsage usage = answer(wire, "without-usage").usage();
        assertThat(usage.input()).isBetween(5, 50);
        assertThat(usage.output()).isBetween(2, 20);
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyAnswerIsNone(Wire wire) {
        assertFails(wire, "empty", ModelFailure.UNREADABLE, "empty");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OLLAMA") // it filters nothing
    void aFilteredAnswerIsARefusalEvenIfItHadBegun(Wire wire) {
        assertFails(wire, "filtered", ModelFailure.CONTENT_FILTERED, "content");
    }

    @ParameterizedTest
    @EnumSource
    void anErrorWithinAStreamIsNoAnswer(Wire wire) {
        assertFails(
                wire,
                "error-within",
                switch (wire) {
                    case OPENAI, OLLAMA -> ModelFailure.SERVER_ERROR;
                    case ANTHROPIC, GEMINI -> ModelFailure.OVERLOADED;
                },
                "broke off");
    }

    private static void assertFails(Wire wire, String name, ModelFailure failure, String said) {
        assertThatThrownBy(() -> answer(wire, name))
                .isInstanceOfSatisfying(
                        ModelCallException.class, e -> assertThat(e.failure()).isEqualTo(failure))
                .hasMessageContaining("model 'main'")
                .hasMessageContaining(said);
    }
}
