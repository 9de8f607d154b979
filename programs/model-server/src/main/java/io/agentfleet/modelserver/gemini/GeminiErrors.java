package io.agentfleet.modelserver.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.modelserver.chat.Refusal;
import io.agentfleet.modelserver.protocol.ErrorReply;
import io.agentfleet.modelserver.protocol.ErrorTable;
import io.agentfleet.modelserver.protocol.Json;
import io.agentfleet.modelserver.protocol.Mistake;
import java.util.Map;

/** Gemini's errors: those of Google's APIs. */
final class GeminiErrors {

    private static final ErrorTable TABLE = ErrorTable.of(GeminiErrors.class);

    private GeminiErrors() {}

    static ErrorReply reply(Refusal refusal) {
        return new ErrorReply(TABLE.line(refusal).status(), Map.of(), body(refusal).toString());
    }

    static ObjectNode body(Refusal refusal) {
        ErrorTable.Line line = TABLE.line(refusal);
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error");
        error.put("code", line.status()).put("message", line.message()).put("status", line.type());
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
