package io.agentfleet.modelserver.chat;

import io.agentfleet.taskmodel.run.ToolCall;
import java.util.List;

/**
 * What a model answered.
 *
 * @param reasoning what it thought before; empty if it shows nothing
 * @param text empty if it only calls tools
 * @param toolCalls empty if this is its final answer; arguments need not be JSON, which is a fault
 *     that can be wanted
 * @param usage what it cost
 * @param stop why it ended
 */
public record ChatAnswer(
        String reasoning,
        String text,
        List<ToolCall> toolCalls,
        AnswerUsage usage,
        StopReason stop) {

    /** Why an answer ended. */
    public enum StopReason {
        END,
        TOOL_CALLS,
        LENGTH,
        CONTENT_FILTER
    }

    public ChatAnswer {
        toolCalls = List.copyOf(toolCalls);
    }

    /** A final answer, or one that calls tools if there are calls. */
    public static ChatAnswer of(String text, List<ToolCall> calls, AnswerUsage usage) {
        StopReason stop = calls.isEmpty() ? StopReason.END : StopReason.TOOL_CALLS;
        return new ChatAnswer("", text, calls, usage, stop);
    }
}
