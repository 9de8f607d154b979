package io.agentfleet.modelserver.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.modelserver.chat.Refusal;
import io.agentfleet.modelserver.protocol.ErrorReply;
import io.agentfleet.modelserver.protocol.Json;
import io.agentfleet.modelserver.protocol.Mistake;
import io.agentfleet.modelserver.protocol.Stamp;
import java.util.HashMap;
import java.util.Map;

/** Anthropic's errors. */
final class AnthropicErrors {

    private static final String INVALID = "invalid_request_error";

    private record Form(int status, String type, String message) {}

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
                form(refusal).status(), headers, body.put("request_id", id).toString());
    }

    static ObjectNode error(Refusal refusal) {
        Form form = form(refusal);
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("type", form.type())
                .put("message", refusal.message().isEmpty() ? form.message() : refusal.message());
        return body;
    }

    private static Form form(Refusal refusal) {
        return switch (refusal.kind()) {
            case INVALID_REQUEST -> new Form(400, INVALID, "Invalid request");
            case UNKNOWN_PATH -> new Form(404, "not_found_error", "Not found");
            case UNKNOWN_MODEL -> new Form(404, "not_found_error", "model: " + refusal.subject());
            case MISSING_KEY ->
                    new Form(401, "authentication_error", "x-api-key header is required");
            case REVOKED_KEY -> new Form(401, "authentication_error", "invalid x-api-key");
            case RATE_LIMITED ->
                    new Form(
                            429,
                            "rate_limit_error",
                            "This request would exceed your organization's rate limit. Please reduce the prompt length or the maximum tokens requested, or try again later.");
            case QUOTA_EXHAUSTED ->
                    new Form(
                            400,
                            INVALID,
                            "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.");
            case CONTEXT_TOO_LONG ->
                    new Form(400, INVALID, "prompt is too long: 200001 tokens > 200000 maximum");
            case SERVER_ERROR -> new Form(500, "api_error", "Internal server error");
            case UNAVAILABLE -> new Form(503, "api_error", "Service unavailable");
            case OVERLOADED -> new Form(529, "overloaded_error", "Overloaded");
        };
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
