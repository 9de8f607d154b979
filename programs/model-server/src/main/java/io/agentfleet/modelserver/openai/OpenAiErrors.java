package io.agentfleet.modelserver.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.modelserver.chat.Refusal;
import io.agentfleet.modelserver.protocol.ErrorReply;
import io.agentfleet.modelserver.protocol.Json;
import io.agentfleet.modelserver.protocol.Mistake;
import io.agentfleet.modelserver.protocol.Stamp;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenAI's errors. */
final class OpenAiErrors {

    private static final String INVALID = "invalid_request_error";
    private static final String SERVER = "server_error";

    private record Form(int status, String type, @Nullable String code, String message) {}

    private OpenAiErrors() {}

    static ErrorReply reply(Refusal refusal, Stamp stamp) {
        Map<String, String> headers = new HashMap<>();
        headers.put("x-request-id", "req_" + stamp.id());
        refusal.retryAfter()
                .ifPresent(wait -> {
                    headers.put("retry-after", String.valueOf(wait.plusMillis(999).toSeconds()));
                    headers.put("retry-after-ms", String.valueOf(wait.toMillis()));
                });
        return new ErrorReply(form(refusal).status(), headers, body(refusal).toString());
    }

    static ObjectNode body(Refusal refusal) {
        Form form = form(refusal);
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error");
        error.put("message", refusal.message().isEmpty() ? form.message() : refusal.message());
        error.put("type", form.type());
        error.put("param", param(refusal));
        error.put("code", form.code());
        return body;
    }

    private static @Nullable String param(Refusal refusal) {
        return switch (refusal.kind()) {
            case INVALID_REQUEST -> orNull(refusal.subject());
            case CONTEXT_TOO_LONG -> "messages";
            case UNKNOWN_PATH,
                    UNKNOWN_MODEL,
                    MISSING_KEY,
                    REVOKED_KEY,
                    RATE_LIMITED,
                    QUOTA_EXHAUSTED,
                    SERVER_ERROR,
                    UNAVAILABLE,
                    OVERLOADED ->
                    null;
        };
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Form form(Refusal refusal) {
        String subject = refusal.subject();
        return switch (refusal.kind()) {
            case INVALID_REQUEST ->
                    new Form(400, INVALID, orNull(refusal.code()), "Invalid request.");
            case UNKNOWN_PATH ->
                    new Form(404, INVALID, "unknown_url", "Invalid URL (%s)".formatted(subject));
            case UNKNOWN_MODEL ->
                    new Form(
                            404,
                            INVALID,
                            "model_not_found",
                            "The model `%s` does not exist or you do not have access to it."
                                    .formatted(subject));
            case MISSING_KEY ->
                    new Form(
                            401,
                            INVALID,
                            null,
                            "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).");
            case REVOKED_KEY ->
                    new Form(401, INVALID, "invalid_api_key", "Incorrect API key provided.");
            case RATE_LIMITED ->
                    new Form(
                            429,
                            "requests",
                            "rate_limit_exceeded",
                            "Rate limit reached for %s on requests per min (RPM): Limit 3, Used 3, Requested 1."
                                    .formatted(subject));
            case QUOTA_EXHAUSTED ->
                    new Form(
                            429,
                            "insufficient_quota",
                            "insufficient_quota",
                            "You exceeded your current quota, please check your plan and billing details.");
            case CONTEXT_TOO_LONG ->
                    new Form(
                            400,
                            INVALID,
                            "context_length_exceeded",
                            "This model's maximum context length is 128000 tokens. However, your messages resulted in 128001 tokens. Please reduce the length of the messages.");
            case SERVER_ERROR ->
                    new Form(
                            500,
                            SERVER,
                            null,
                            "The server had an error while processing your request. Sorry about that!");
            case UNAVAILABLE ->
                    new Form(503, SERVER, null, "The service is temporarily unavailable.");
            case OVERLOADED ->
                    new Form(
                            503,
                            SERVER,
                            null,
                            "The engine is currently overloaded, please try again later.");
        };
    }

    /** What is wrong, in OpenAI's words. */
    static Refusal refusal(Mistake mistake) {
        String field = mistake.bracketed();
        return switch (mistake.kind()) {
            case WRONG_TYPE ->
                    Refusal.invalid(
                            field,
                            "invalid_type",
                            "Invalid type for '%s': expected one of %s, but got %s instead."
                                    .formatted(
                                            field,
                                            String.join(", ", mistake.expected()),
                                            mistake.found()));
            case MISSING ->
                    Refusal.invalid(
                            field,
                            "missing_required_parameter",
                            "Missing required parameter: '%s'.".formatted(field));
            case UNKNOWN ->
                    Refusal.invalid(
                            field,
                            "unknown_parameter",
                            "Unknown parameter: '%s'.".formatted(field));
            case WRONG_VALUE ->
                    Refusal.invalid(
                            field,
                            "invalid_value",
                            "Invalid value for '%s': %s. Expected: %s."
                                    .formatted(
                                            field,
                                            mistake.found(),
                                            String.join(", ", mistake.expected())));
        };
    }
}
