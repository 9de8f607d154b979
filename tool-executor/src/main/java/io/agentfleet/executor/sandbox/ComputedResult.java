package io.agentfleet.executor.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a computation gave.
 *
 * @param content the result
 * @param file what is to be put into the task's output folder; null: nothing
 */
public record ComputedResult(JsonNode content, @Nullable NewFile file) {

    /**
     * A file that is not written yet.
     *
     * @param path as the call asked for it, unchecked
     * @param content its bytes; not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // travels as base64, is never compared
    public record NewFile(String path, byte[] content) {}

    /** A result without a file. */
    public static ComputedResult of(JsonNode content) {
        return new ComputedResult(content, null);
    }
}
