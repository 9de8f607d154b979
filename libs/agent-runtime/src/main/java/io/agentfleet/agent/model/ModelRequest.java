package io.agentfleet.agent.model;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.schemas.AgentName;
import java.util.List;
import java.util.Optional;

/**
 * One call of a model.
 *
 * @param agent on whose behalf
 * @param messages the conversation: a {@link Message.SystemPrompt} first, at least one {@link
 *     Message.User}
 * @param tools what the model may call
 * @param outputSchema JSON Schema that the final answer must fit, if the agent wants JSON
 * @param maxOutputTokens upper bound of the answer; what the budget reserved for it
 */
public record ModelRequest(
        AgentName agent,
        List<Message> messages,
        List<ToolSpecification> tools,
        Optional<String> outputSchema,
        int maxOutputTokens) {
    public ModelRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }
}
