package io.agentfleet.agent.memory;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.taskmodel.run.ToolCall;

/** Counts tokens as current models do (o200k). Safe for many threads. */
public final class TokenCounter {

    private static final Encoding ENCODING =
            Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    /** What a message costs beside its text: role and separators. */
    private static final int PER_MESSAGE = 4;

    private TokenCounter() {}

    /** Tokens of a text. */
    public static int count(String text) {
        return text.isEmpty() ? 0 : ENCODING.countTokensOrdinary(text);
    }

    /** Tokens of a message. */
    public static int count(Message message) {
        return PER_MESSAGE
                + switch (message) {
                    case Message.SystemPrompt system -> count(system.text());
                    case Message.User user -> count(user.text());
                    case Message.Assistant assistant ->
                            count(assistant.text())
                                    + assistant.toolCalls().stream()
                                            .mapToInt(TokenCounter::count)
                                            .sum();
                    case Message.ToolResult result -> count(result.content());
                };
    }

    /** Tokens of all that a model reads in a call: messages, tools, the answer's schema. */
    public static int count(ModelRequest request) {
        int messages = request.messages().stream().mapToInt(TokenCounter::count).sum();
        int tools = request.tools().stream().mapToInt(TokenCounter::count).sum();
        return messages + tools + request.outputSchema().map(TokenCounter::count).orElse(0);
    }

    private static int count(ToolSpecification tool) {
        return PER_MESSAGE
                + count(tool.name())
                + count(tool.description())
                + count(tool.parameters());
    }

    private static int count(ToolCall call) {
        return PER_MESSAGE + count(call.tool()) + count(call.arguments());
    }
}
