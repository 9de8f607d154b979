package io.agentfleet.taskapi.rest;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.task.TaskSubmission;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a client posts.
 *
 * @param prompt 1 to 100,000 characters; all else may be left out
 * @param metadata {@code data_source} names a data source
 * @param maxSteps 1 to 25
 * @param tokenBudget 512 to 32768, unless the fleet is configured otherwise
 */
@Schema(requiredProperties = "prompt")
public record TaskBody(
        @Nullable String taskId,
        @Nullable String sessionId,
        @Nullable String prompt,
        @Nullable Map<String, String> metadata,
        @Nullable Map<String, String> context,
        @Schema(minimum = "1", maximum = "25") @Nullable Integer maxSteps,
        @Schema(
                        minimum = "512",
                        description = "512 to 32768, unless the fleet is configured otherwise")
                @Nullable Integer tokenBudget,
        @Nullable String idempotencyKey) {

    TaskSubmission submission(@Nullable String keyHeader, @Nullable String tenant) {
        if (prompt == null) {
            throw new FleetException(
                    ErrorCode.INVALID_ARGUMENT, "prompt is missing: send {\"prompt\": \"...\"}");
        }
        return new TaskSubmission(
                Optional.ofNullable(taskId),
                Optional.ofNullable(sessionId),
                prompt,
                withoutNulls("context", context),
                withoutNulls("metadata", metadata),
                Optional.ofNullable(maxSteps),
                Optional.ofNullable(tokenBudget),
                Optional.ofNullable(keyHeader).or(() -> Optional.ofNullable(idempotencyKey)),
                tenant == null ? "" : tenant,
                "");
    }

    private static Map<String, String> withoutNulls(
            String field, @Nullable Map<String, String> given) {
        if (given == null) {
            return Map.of();
        }
        if (given.containsValue(null)) {
            throw new FleetException(
                    ErrorCode.INVALID_ARGUMENT,
                    "%s has an entry that is null: leave it out or send text".formatted(field));
        }
        return given;
    }
}
