package io.agentfleet.modelserver.script;

import io.agentfleet.modelserver.chat.AnswerUsage;
import io.agentfleet.modelserver.chat.ChatAnswer.StopReason;
import io.agentfleet.modelserver.fault.Fault;
import io.agentfleet.taskmodel.run.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One answer of a script.
 *
 * @param when which requests it answers
 * @param times how many; 0: any number
 * @param reasoning shown before the text
 * @param text empty if it only calls tools
 * @param toolCalls with empty ids where the script has none
 * @param usage empty: counted
 * @param stop empty: as the answer ends by itself
 * @param delay before the first byte
 * @param between pause between two events of a stream
 * @param fault that goes with it
 */
public record ScriptEntry(
        ScriptCondition when,
        int times,
        String reasoning,
        String text,
        List<ToolCall> toolCalls,
        Optional<AnswerUsage> usage,
        Optional<StopReason> stop,
        Duration delay,
        Duration between,
        Optional<Fault> fault) {
    public ScriptEntry {
        toolCalls = List.copyOf(toolCalls);
    }
}
