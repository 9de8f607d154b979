package io.agentfleet.agent.chat;

import io.agentfleet.taskmodel.run.ToolCall;
import java.util.List;

/** One message of a conversation with a model. */
public sealed interface Message {

    /** Who the agent is and how it works; always first. */
    record SystemPrompt(String text) implements Message {}

    /**
     * What is asked of the agent: the rendered context packet, or an earlier turn of the session.
     */
    record User(String text) implements Message {}

    /**
     * What the model answered.
     *
     * @param text empty if it only calls tools
     * @param toolCalls empty if this is its final answer
     */
    record Assistant(String text, List<ToolCall> toolCalls) implements Message {
        public Assistant {
            toolCalls = List.copyOf(toolCalls);
        }
    }

    /**
     * What a tool answered.
     *
     * @param callId of the {@link ToolCall}
     * @param tool its name
     * @param content JSON: the result, or {@code {"error": code, "message": text}}
     */
    record ToolResult(String callId, String tool, String content) implements Message {}
}
