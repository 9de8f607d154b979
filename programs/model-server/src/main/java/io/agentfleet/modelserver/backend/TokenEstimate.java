package io.agentfleet.modelserver.backend;

import io.agentfleet.agent.memory.TokenCounter;
import io.agentfleet.modelserver.chat.AnswerUsage;
import io.agentfleet.modelserver.chat.ChatRequest;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.List;

/** What an answer costs whose author does not say it: everything read and written, counted. */
public final class TokenEstimate {

    private TokenEstimate() {}

    /** Counts the conversation, the tools and the answer. */
    public static AnswerUsage of(
            ChatRequest request, String reasoning, String text, List<ToolCall> calls) {
        int input = request.messages().stream().mapToInt(TokenCounter::count).sum();
        input +=
                request.tools().stream()
                        .mapToInt(tool ->
                                TokenCounter.count(tool.name())
                                        + TokenCounter.count(tool.description())
                                        + TokenCounter.count(tool.parameters()))
                        .sum();
        int thought = TokenCounter.count(reasoning);
        int written =
                calls.stream()
                        .mapToInt(call ->
                                TokenCounter.count(call.tool())
                                        + TokenCounter.count(call.arguments()))
                        .sum();
        return new AnswerUsage(input, thought + TokenCounter.count(text) + written, 0, thought);
    }
}
