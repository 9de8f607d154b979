package io.agentfleet.tools.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.tools.call.CallOutcome;
import java.util.List;

/**
 * An outcome as it is stored, to be returned again.
 *
 * @param status of the outcome
 * @param text result or reason
 * @param code wire name; empty if it succeeded
 */
record StoredOutcome(
        String status, String text, String code, List<CallOutcome.ProducedFile> files) {

    private static final JsonMapper JSON = new JsonMapper();

    static String json(CallOutcome outcome) {
        String code = outcome.errorCode().map(ErrorCode::wire).orElse("");
        StoredOutcome kept =
                switch (outcome) {
                    case CallOutcome.Succeeded(String content, var files) ->
                            new StoredOutcome(outcome.status(), content, code, files);
                    case CallOutcome.Rejected(_, String reason) ->
                            new StoredOutcome(outcome.status(), reason, code, List.of());
                    case CallOutcome.Failed(_, String reason) ->
                            new StoredOutcome(outcome.status(), reason, code, List.of());
                };
        try {
            return JSON.writeValueAsString(kept);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts is JSON", e);
        }
    }

    static CallOutcome read(String json) {
        try {
            StoredOutcome kept = JSON.readValue(json, StoredOutcome.class);
            return switch (kept.status()) {
                case "succeeded" -> new CallOutcome.Succeeded(kept.text(), kept.files());
                case "rejected" ->
                        new CallOutcome.Rejected(ErrorCode.ofWire(kept.code()), kept.text());
                default -> new CallOutcome.Failed(ErrorCode.ofWire(kept.code()), kept.text());
            };
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept outcome cannot be read: " + json, e);
        }
    }
}
