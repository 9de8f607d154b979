package io.agentfleet.modelserver.chat;

/**
 * Tokens of one answer.
 *
 * @param input read, those from the cache included
 * @param output written, reasoning included
 * @param cached of {@code input}: read from the provider's cache
 * @param reasoning of {@code output}: thought, not shown
 */
public record AnswerUsage(int input, int output, int cached, int reasoning) {

    public AnswerUsage {
        if (input < cached || output < reasoning || cached < 0 || reasoning < 0) {
            throw new IllegalArgumentException(
                    "usage of %d in (%d cached), %d out (%d reasoning) is impossible: the part in brackets is at most the whole, and none is negative"
                            .formatted(input, cached, output, reasoning));
        }
    }

    /** Read and written together. */
    public int total() {
        return input + output;
    }
}
