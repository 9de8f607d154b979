package io.agentfleet.taskmodel.run;

/**
 * Tokens of model calls.
 *
 * @param input tokens read
 * @param output tokens written
 */
public record TokenUsage(int input, int output) {

    public static final TokenUsage NONE = new TokenUsage(0, 0);

    public TokenUsage {
        if (input < 0 || output < 0) {
            throw new IllegalArgumentException(
                    "token usage cannot be negative: %d in, %d out".formatted(input, output));
        }
    }

    /** Read and written together: what counts against a budget. */
    public int total() {
        return input + output;
    }

    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(input + other.input, output + other.output);
    }
}
