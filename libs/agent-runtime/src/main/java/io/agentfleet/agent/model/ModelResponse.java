package io.agentfleet.agent.model;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.taskmodel.run.TokenUsage;
import java.util.Objects;

/**
 * What a model answered.
 *
 * @param message tool calls, or the final answer
 * @param usage what the call cost in tokens, as the provider counts
 * @param servedBy the model as its provider names it, such as {@code gpt-5-mini-2026-08-07}
 * @param truncated true if the answer was longer than allowed and ends in its middle
 */
public record ModelResponse(
        Message.Assistant message, TokenUsage usage, String servedBy, boolean truncated) {

    public ModelResponse {
        servedBy = Objects.requireNonNullElse(servedBy, ""); // journals of earlier versions
    }

    /** A whole answer of a model that has one name only. */
    public ModelResponse(Message.Assistant message, TokenUsage usage) {
        this(message, usage, "", false);
    }
}
