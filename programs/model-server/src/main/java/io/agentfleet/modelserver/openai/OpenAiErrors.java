package io.agentfleet.modelserver.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.modelserver.chat.Refusal;
import io.agentfleet.modelserver.protocol.ErrorReply;
import io.agentfleet.modelserver.protocol.ErrorTable;
import io.agentfleet.modelserver.protocol.Json;
import io.agentfleet.modelserver.protocol.Mistake;
import io.agentfleet.modelserver.protocol.Stamp;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenAI's errors. */
final class OpenAiErrors {

    private static final ErrorTable TABLE = ErrorTable.of(OpenAiErrors.class);

    private OpenAiErrors() {}

    static ErrorReply reply(Refusal refusal, Stamp stamp) {
        Map<String, String> headers = new HashMap<>();
        headers.put("x-request-id", "req_" + stamp.id());
        refusal.retryAfter()
                .ifPresent(wait -> {
                    headers.put("retry-after", String.valueOf(wait.plusMillis(999).toSeconds()));
                    headers.put("retry-after-ms", String.valueOf(wait.toMillis()));
                });
        return new ErrorReply(TABLE.line(refusal).status(), headers, body(refusal).toString());
    }

    static ObjectNode body(Refusal refusal) {
        ErrorTable.Line line = TABLE.line(refusal);
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("message", line.message())
                .put("type", line.type())
                .put("param", param(refusal))
                .put("code", orNull(line.code()));
        return body;
    }

    private static @Nullable String param(Refusal refusal) {
        if (refusal.kind() == Refusal.Kind.CONTEXT_TOO_LONG) {
            return "messages";
        }
        return refusal.kind() == Refusal.Kind.INVALID_REQUEST ? orNull(refusal.subject()) : null;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** What is wrong, in OpenAI's words. */
    static Refusal refusal(Mistake mistake) {
        String field = mistake.bracketed();
        return Refusal.invalid(field, code(mistake.kind()), message(mistake, field));
    }

    private static String code(Mistake.Kind kind) {
        return switch (kind) {
            case WRONG_TYPE -> "invalid_type";
            case MISSING -> "missing_required_parameter";
            case UNKNOWN -> "unknown_parameter";
            case WRONG_VALUE -> "invalid_value";
        };
    }

    private static String message(Mistake mistake, String field) {
        String expected = String.join(", ", mistake.expected());
        return switch (mistake.kind()) {
            case WRONG_TYPE ->
                    "Invalid type for '%s': expected one of %s, but got %s instead."
                            .formatted(field, expected, mistake.found());
            case MISSING -> "Missing required parameter: '%s'.".formatted(field);
            case UNKNOWN -> "Unknown parameter: '%s'.".formatted(field);
            case WRONG_VALUE ->
                    "Invalid value for '%s': %s. Expected: %s."
                            .formatted(field, mistake.found(), expected);
        };
    }
}
