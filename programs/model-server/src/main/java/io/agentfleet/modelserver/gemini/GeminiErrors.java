package io.agentfleet.modelserver.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.modelserver.chat.Refusal;
import io.agentfleet.modelserver.protocol.ErrorReply;
import io.agentfleet.modelserver.protocol.Json;
import io.agentfleet.modelserver.protocol.Mistake;
import java.util.Map;

/** Gemini's errors: those of Google's APIs. */
final class GeminiErrors {

    private static final String INVALID = "INVALID_ARGUMENT";

    private record Form(int code, String status, String message) {}

    private GeminiErrors() {}

    static ErrorReply reply(Refusal refusal) {
        return new ErrorReply(form(refusal).code(), Map.of(), body(refusal).toString());
    }

    static ObjectNode body(Refusal refusal) {
        Form form = form(refusal);
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error");
        error.put("code", form.code())
                .put("message", refusal.message().isEmpty() ? form.message() : refusal.message())
                .put("status", form.status());
        ArrayNode details = details(refusal);
        if (!details.isEmpty()) {
            error.set("details", details);
        }
        return body;
    }

    private static ArrayNode details(Refusal refusal) {
        ArrayNode details = Json.array();
        if (refusal.kind() == Refusal.Kind.REVOKED_KEY) {
            detail(details, "ErrorInfo")
                    .put("reason", "API_KEY_INVALID")
                    .put("domain", "googleapis.com");
        } else if (refusal.kind() == Refusal.Kind.QUOTA_EXHAUSTED) {
            detail(details, "QuotaFailure")
                    .putArray("violations")
                    .addObject()
                    .put("quotaId", "GenerateRequestsPerDayPerProjectPerModel-FreeTier");
        } else if (refusal.kind() == Refusal.Kind.INVALID_REQUEST) {
            detail(details, "BadRequest")
                    .putArray("fieldViolations")
                    .addObject()
                    .put("field", refusal.subject())
                    .put("description", refusal.message());
        }
        refusal.retryAfter()
                .ifPresent(wait ->
                        detail(details, "RetryInfo")
                                .put("retryDelay", wait.toMillis() / 1000.0 + "s"));
        return details;
    }

    private static ObjectNode detail(ArrayNode details, String type) {
        return details.addObject().put("@type", "type.googleapis.com/google.rpc." + type);
    }

    private static Form form(Refusal refusal) {
        return switch (refusal.kind()) {
            case INVALID_REQUEST -> new Form(400, INVALID, "Request contains an invalid argument.");
            case UNKNOWN_PATH -> new Form(404, "NOT_FOUND", "Requested entity was not found.");
            case UNKNOWN_MODEL ->
                    new Form(
                            404,
                            "NOT_FOUND",
                            "models/%s is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods."
                                    .formatted(refusal.subject()));
            case MISSING_KEY ->
                    new Form(
                            403,
                            "PERMISSION_DENIED",
                            "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.");
            case REVOKED_KEY ->
                    new Form(400, INVALID, "API key not valid. Please pass a valid API key.");
            case RATE_LIMITED ->
                    new Form(
                            429,
                            "RESOURCE_EXHAUSTED",
                            "Resource has been exhausted (e.g. check quota).");
            case QUOTA_EXHAUSTED ->
                    new Form(
                            429,
                            "RESOURCE_EXHAUSTED",
                            "You exceeded your current quota, please check your plan and billing details.");
            case CONTEXT_TOO_LONG ->
                    new Form(
                            400,
                            INVALID,
                            "The input token count (1048577) exceeds the maximum number of tokens allowed (1048576).");
            case SERVER_ERROR ->
                    new Form(500, "INTERNAL", "An internal error has occurred. Please retry.");
            case UNAVAILABLE ->
                    new Form(503, "UNAVAILABLE", "The service is currently unavailable.");
            case OVERLOADED ->
                    new Form(
                            503, "UNAVAILABLE", "The model is overloaded. Please try again later.");
        };
    }

    /** What is wrong, in the words of Google's JSON reader. */
    static Refusal refusal(Mistake mistake) {
        String field = mistake.bracketed();
        return switch (mistake.kind()) {
            case WRONG_TYPE, WRONG_VALUE ->
                    Refusal.invalid(
                            field,
                            "Invalid value at '%s' (%s), %s"
                                    .formatted(
                                            field,
                                            String.join(" or ", mistake.expected()),
                                            mistake.found()));
            case MISSING ->
                    Refusal.invalid(
                            field,
                            "* GenerateContentRequest.%s: %s is not specified"
                                    .formatted(field, field));
            case UNKNOWN ->
                    Refusal.invalid(
                            field,
                            "Invalid JSON payload received. Unknown name \"%s\": Cannot find field."
                                    .formatted(mistake.field()));
        };
    }
}
