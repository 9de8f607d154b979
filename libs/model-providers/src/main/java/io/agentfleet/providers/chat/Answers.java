package io.agentfleet.providers.chat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.memory.TokenCounter;
import io.agentfleet.agent.model.ModelFailure;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.providers.error.CallFailures;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An answer in our words. Pure. */
record Answers(Protocol protocol, CallFailures failures) {

    ModelResponse of(ModelRequest request, ChatResponse response) {
        Message.Assistant message = message(request, response.aiMessage());
        boolean truncated = response.finishReason() == FinishReason.LENGTH;
        if (response.finishReason() == FinishReason.CONTENT_FILTER) {
            throw failures.of(
                    ModelFailure.CONTENT_FILTERED, "its answer was stopped for reasons of content");
        }
        if (message.text().isBlank() && message.toolCalls().isEmpty()) {
            throw failures.of(
                    ModelFailure.UNREADABLE,
                    truncated
                            ? "it thought with all of its %d tokens and said nothing"
                                    .formatted(request.maxOutputTokens())
                            : "its answer is empty");
        }
        return new ModelResponse(
                message,
                usage(request, response, message),
                Objects.requireNonNullElse(response.modelName(), ""),
                truncated);
    }

    private static Message.Assistant message(ModelRequest request, AiMessage answer) {
        int before = callsBefore(request);
        List<ToolCall> calls = new ArrayList<>();
        for (ToolExecutionRequest call : answer.toolExecutionRequests()) {
            calls.add(
                    new ToolCall(
                            id(call.id(), before + calls.size() + 1),
                            Objects.requireNonNullElse(call.name(), ""),
                            arguments(call.arguments())));
        }
        return new Message.Assistant(Objects.requireNonNullElse(answer.text(), ""), calls);
    }

    /** Not every provider gives its calls an id. */
    private static String id(@Nullable String given, int number) {
        return given == null || given.isBlank() ? "call_" + number : given;
    }

    private static String arguments(@Nullable String given) {
        return given == null || given.isBlank() ? "{}" : given;
    }

    private static int callsBefore(ModelRequest request) {
        return request.messages().stream()
                .mapToInt(message ->
                        message instanceof Message.Assistant said ? said.toolCalls().size() : 0)
                .sum();
    }

    /** As reported; estimated where a server reports nothing, for nothing is free. */
    private TokenUsage usage(
            ModelRequest request, ChatResponse response, Message.Assistant message) {
        if (response.tokenUsage() != null) {
            TokenUsage reported = protocol.usage(response.tokenUsage());
            if (reported.total() > 0) {
                return reported;
            }
        }
        int input = request.messages().stream().mapToInt(TokenCounter::count).sum();
        int tools =
                request.tools().stream()
                        .mapToInt(tool ->
                                TokenCounter.count(tool.description())
                                        + TokenCounter.count(tool.parameters()))
                        .sum();
        return new TokenUsage(input + tools, TokenCounter.count(message));
    }
}
