package io.agentfleet.modelserver.chat;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.ToolSpecification;
import java.util.List;
import java.util.Optional;

/**
 * A question to a model, as every protocol can ask it.
 *
 * @param model as the client named it
 * @param delivery how the answer is to come
 * @param messages the conversation; a system prompt, if there is one, stands first
 * @param tools what the model may call
 * @param outputSchema JSON Schema that the answer must fit, with a title if the client named it
 * @param forcedTool the one tool that the model must call
 * @param maxOutputTokens bound of the answer; 0: none
 */
public record ChatRequest(
        String model,
        Delivery delivery,
        List<Message> messages,
        List<ToolSpecification> tools,
        Optional<String> outputSchema,
        Optional<String> forcedTool,
        int maxOutputTokens) {

    /** How an answer is to come. */
    public enum Delivery {
        /** In one piece. */
        WHOLE,
        /** As a stream of events. */
        STREAM,
        /** As a stream of events, with its usage at the end where that must be asked for. */
        STREAM_WITH_USAGE
    }

    public ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /** True if the answer is to come as events. */
    public boolean isStream() {
        return delivery != Delivery.WHOLE;
    }

    /** The text of the last user message; empty if there is none. */
    public String lastUserText() {
        return messages.reversed().stream()
                .filter(Message.User.class::isInstance)
                .map(message -> ((Message.User) message).text())
                .findFirst()
                .orElse("");
    }

    /** The text of the system prompt; empty if there is none. */
    public String systemText() {
        return !messages.isEmpty() && messages.getFirst() instanceof Message.SystemPrompt prompt
                ? prompt.text()
                : "";
    }
}
