package io.agentfleet.modelserver.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.modelserver.chat.Refusal;
import io.agentfleet.modelserver.protocol.ErrorReply;
import io.agentfleet.modelserver.protocol.Json;
import io.agentfleet.modelserver.protocol.Mistake;
import java.util.Map;

/** Ollama's errors: a status and a sentence. */
final class OllamaErrors {

    private record Form(int status, String message) {}

    private OllamaErrors() {}

    static ErrorReply reply(Refusal refusal) {
        Map<String, String> headers =
                refusal.retryAfter()
                        .map(wait ->
                                Map.of(
                                        "retry-after",
                                        String.valueOf(wait.plusMillis(999).toSeconds())))
                        .orElse(Map.of());
        return new ErrorReply(form(refusal).status(), headers, body(refusal).toString());
    }

    static ObjectNode body(Refusal refusal) {
        String message = refusal.message().isEmpty() ? form(refusal).message() : refusal.message();
        return Json.object().put("error", message);
    }

    private static Form form(Refusal refusal) {
        return switch (refusal.kind()) {
            case INVALID_REQUEST -> new Form(400, "invalid request");
            case UNKNOWN_PATH -> new Form(404, "404 page not found");
            case UNKNOWN_MODEL ->
                    new Form(404, "model '%s' not found".formatted(refusal.subject()));
            case MISSING_KEY, REVOKED_KEY -> new Form(401, "unauthorized");
            case RATE_LIMITED -> new Form(429, "too many requests");
            case QUOTA_EXHAUSTED ->
                    new Form(
                            429,
                            "you have reached your weekly usage limit, upgrade for higher limits");
            case CONTEXT_TOO_LONG ->
                    new Form(400, "prompt too long; exceeded max context length by 1 tokens");
            case SERVER_ERROR ->
                    new Form(
                            500,
                            "model runner has unexpectedly stopped, this may be due to resource limitations or an internal error, check ollama server logs for details");
            case UNAVAILABLE -> new Form(503, "service unavailable");
            case OVERLOADED ->
                    new Form(
                            503,
                            "server busy, please try again.  maximum pending requests exceeded");
        };
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
