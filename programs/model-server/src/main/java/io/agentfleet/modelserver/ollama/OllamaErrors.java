package io.agentfleet.modelserver.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.modelserver.chat.Refusal;
import io.agentfleet.modelserver.protocol.ErrorReply;
import io.agentfleet.modelserver.protocol.ErrorTable;
import io.agentfleet.modelserver.protocol.Json;
import io.agentfleet.modelserver.protocol.Mistake;
import java.util.Map;

/** Ollama's errors: a status and a sentence. */
final class OllamaErrors {

    private static final ErrorTable TABLE = ErrorTable.of(OllamaErrors.class);

    private OllamaErrors() {}

    static ErrorReply reply(Refusal refusal) {
        Map<String, String> headers =
                refusal.retryAfter()
                        .map(wait ->
                                Map.of(
                                        "retry-after",
                                        String.valueOf(wait.plusMillis(999).toSeconds())))
                        .orElse(Map.of());
        return new ErrorReply(TABLE.line(refusal).status(), headers, body(refusal).toString());
    }

    static ObjectNode body(Refusal refusal) {
        return Json.object().put("error", TABLE.line(refusal).message());
    }

    /** What is wrong, much as Go's JSON reader says it. */
    static Refusal refusal(Mistake mistake) {
        String field = mistake.dotted();
        return switch (mistake.kind()) {
            case WRONG_TYPE ->
                    Refusal.invalid(
                            field,
                            "json: cannot unmarshal %s into Go struct field ChatRequest.%s of type %s"
                                    .formatted(
                                            mistake.found(), field, mistake.expected().getFirst()));
            case MISSING -> Refusal.invalid(field, field + " is required");
            case UNKNOWN -> Refusal.invalid(field, "unknown field " + field);
            case WRONG_VALUE ->
                    Refusal.invalid(
                            field,
                            "invalid %s: %s, expected %s"
                                    .formatted(
                                            field,
                                            mistake.found(),
                                            String.join(", ", mistake.expected())));
        };
    }
}
