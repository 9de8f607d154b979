package io.agentfleet.offline.golden;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.offline.model.OfflineLanguageModel;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A whole conversation with the offline model, tools answered by a function.
 *
 * @param answer the final one
 * @param messages all of them
 * @param usage tokens in all
 * @param steps answers of the model
 * @param modelNanos time spent in the model
 */
public record ModelConversation(
        String answer, List<Message> messages, TokenUsage usage, int steps, long modelNanos) {
    private static final int MOST = 25;

    public ModelConversation {
        messages = List.copyOf(messages);
    }

    public static ModelConversation with(
            List<String> tools,
            Optional<String> schema,
            String packet,
            Function<ToolCall, String> executor) {
        OfflineLanguageModel model = new OfflineLanguageModel();
        List<ToolSpecification> offered =
                tools.stream().map(t -> new ToolSpecification(t, "1.0.0", t, "{}")).toList();
        List<Message> messages = new ArrayList<>();
        messages.add(new Message.SystemPrompt("You answer with the tools."));
        messages.add(new Message.User(packet));
        TokenUsage usage = TokenUsage.NONE;
        long nanos = 0;
        for (int step = 1; step <= MOST; step++) {
            long start = System.nanoTime();
            ModelResponse response =
                    model.complete(
                            new ModelRequest(
                                    new AgentName("test"), messages, offered, schema, 4000));
            nanos += System.nanoTime() - start;
            usage = usage.plus(response.usage());
            messages.add(response.message());
            if (response.message().toolCalls().isEmpty()) {
                return new ModelConversation(
                        response.message().text(), messages, usage, step, nanos);
            }
            for (ToolCall call : response.message().toolCalls()) {
                messages.add(new Message.ToolResult(call.id(), call.tool(), executor.apply(call)));
            }
        }
        throw new AssertionError("no final answer after " + MOST + " steps: " + messages);
    }

    /** Everything that tools returned. */
    public String toolText() {
        StringBuilder text = new StringBuilder();
        for (Message message : messages) {
            if (message instanceof Message.ToolResult result) {
                text.append(result.content()).append('\n');
            }
        }
        return text.toString();
    }
}
