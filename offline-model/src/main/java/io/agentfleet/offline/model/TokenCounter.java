package io.agentfleet.offline.model;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.TokenUsage;
import io.agentfleet.agent.chat.ToolCall;
import java.util.List;

/** Counts tokens in the encoding cl100k, as a hosted model of that kind would. */
final class TokenCounter {
    private static final Encoding ENCODING =
            Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

    private TokenCounter() {}

    static int count(String text) {
        return ENCODING.countTokensOrdinary(text);
    }

    /**
     * What an answer costs: the messages that are new since the model's last answer, and what it
     * writes anew. Text that it only repeats from a file it just wrote costs nothing.
     */
    static TokenUsage usage(List<Message> messages, Message.Assistant answer) {
        int input = 0;
        for (int i = messages.size() - 1; i >= 0; i--) {
            switch (messages.get(i)) {
                case Message.SystemPrompt system -> input += count(system.text());
                case Message.User user -> input += count(user.text());
                case Message.ToolResult result -> input += count(result.content());
                case Message.Assistant last -> {
                    boolean repeats =
                            last.toolCalls().stream()
                                    .anyMatch(call -> Writing.isCopy(call, answer.text()));
                    return new TokenUsage(input, repeats ? 0 : output(answer));
                }
            }
        }
        return new TokenUsage(input, output(answer));
    }

    private static int output(Message.Assistant answer) {
        int output = count(answer.text());
        for (ToolCall call : answer.toolCalls()) {
            output += count(call.tool()) + count(call.arguments());
        }
        return output;
    }
}
