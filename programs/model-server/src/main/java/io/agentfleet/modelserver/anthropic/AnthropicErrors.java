package io.agentfleet.modelserver.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.modelserver.chat.Refusal;
import io.agentfleet.modelserver.protocol.ErrorReply;
import io.agentfleet.modelserver.protocol.ErrorTable;
import io.agentfleet.modelserver.protocol.Json;
import io.agentfleet.modelserver.protocol.Mistake;
import io.agentfleet.modelserver.protocol.Stamp;
import java.util.HashMap;
import java.util.Map;

/** Anthropic's errors. */
final class AnthropicErrors {

    private static final ErrorTable TABLE = ErrorTable.of(AnthropicErrors.class);

    private AnthropicErrors() {}

    static ErrorReply reply(Refusal refusal, Stamp stamp) {
        String id = "req_" + stamp.id();
        Map<String, String> headers = new HashMap<>();
        headers.put("request-id", id);
        refusal.retryAfter()
                .ifPresent(wait ->
                        headers.put(
                                "retry-after", String.valueOf(wait.plusMillis(999).toSeconds())));
        ObjectNode body = Json.object().put("type", "error");
        body.setAll(error(refusal));
        return new ErrorReply(
                TABLE.line(refusal).status(), headers, body.put("request_id", id).toString());
    }

    static ObjectNode error(Refusal refusal) {
        ErrorTable.Line line = TABLE.line(refusal);
        ObjectNode body = Json.object();
        body.putObject("error").put("type", line.type()).put("message", line.message());
        return body;
    }

    /** What is wrong, in Anthropic's words. */
    static Refusal refusal(Mistake mistake) {
        String field = mistake.dotted();
        return switch (mistake.kind()) {
            case WRONG_TYPE ->
                    Refusal.invalid(
                            field,
                            "%s: Input should be a valid %s"
                                    .formatted(field, String.join(" or ", mistake.expected())));
            case MISSING -> Refusal.invalid(field, field + ": Field required");
            case UNKNOWN -> Refusal.invalid(field, field + ": Extra inputs are not permitted");
            case WRONG_VALUE ->
                    Refusal.invalid(
                            field,
                            "%s: Input should be '%s'"
                                    .formatted(field, String.join("' or '", mistake.expected())));
        };
    }
}
