package io.agentfleet.agent.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.taskmodel.run.ToolCall;
import io.agentfleet.taskmodel.run.ToolOutcome;

/** What a model gets to see of a tool's outcome: always JSON, never longer than a given size. */
final class Observation {

    private Observation() {}

    static Message.ToolResult of(ToolCall call, ToolOutcome outcome, int mostCharacters) {
        String content =
                switch (outcome) {
                    case ToolOutcome.Succeeded succeeded ->
                            capped(succeeded.content(), mostCharacters);
                    case ToolOutcome.Rejected(ErrorCode code, String reason) ->
                            error(code.wire(), reason);
                    case ToolOutcome.Failed(ErrorCode code, String reason) ->
                            error(code.wire(), reason);
                };
        return new Message.ToolResult(call.id(), call.tool(), content);
    }

    private static String error(String code, String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("error", code)
                .put("message", message)
                .toString();
    }

    /** Head and tail of a long result: the head shows its shape, the tail its totals. */
    static String capped(String content, int most) {
        if (content.length() <= most) {
            return content;
        }
        int head = most * 3 / 4;
        return JsonNodeFactory.instance
                .objectNode()
                .put("shortened", true)
                .put("total_chars", content.length())
                .put("head", content.substring(0, head))
                .put("tail", content.substring(content.length() - (most - head)))
                .toString();
    }
}
