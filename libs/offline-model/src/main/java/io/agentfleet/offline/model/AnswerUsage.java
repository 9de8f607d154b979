package io.agentfleet.offline.model;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.memory.TokenCounter;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.List;

/**
 * Counts the tokens of an answer: only new text counts, because this model does not read the
 * conversation again.
 */
final class AnswerUsage {

    private AnswerUsage() {}

    /**
     * The tokens of the messages since the model's last answer, and of the new text that it writes.
     * Text repeated from a file that it just wrote is not counted.
     */
    static TokenUsage of(List<Message> messages, Message.Assistant answer) {
        int input = 0;
        for (int i = messages.size() - 1; i >= 0; i--) {
            switch (messages.get(i)) {
                case Message.SystemPrompt system -> input += TokenCounter.count(system.text());
                case Message.User user -> input += TokenCounter.count(user.text());
                case Message.ToolResult result -> input += TokenCounter.count(result.content());
                case Message.Assistant last -> {
                    boolean repeats =
                            last.toolCalls().stream()
                                    .anyMatch(call -> WritingRules.isCopy(call, answer.text()));
                    return new TokenUsage(input, repeats ? 0 : output(answer));
                }
            }
        }
        return new TokenUsage(input, output(answer));
    }

    private static int output(Message.Assistant answer) {
        int output = TokenCounter.count(answer.text());
        for (ToolCall call : answer.toolCalls()) {
            output += TokenCounter.count(call.tool()) + TokenCounter.count(call.arguments());
        }
        return output;
    }
}
