package io.agentfleet.taskmodel.run;

/**
 * Tokens of model calls.
 *
 * @param input tokens read
 * @param output tokens written
 * @param cachedInput those of the input that the provider had read before, and charges less for
 * @param reasoning those of the output that the model thought and did not say
 */
public record TokenUsage(int input, int output, int cachedInput, int reasoning) {

    public static final TokenUsage NONE = new TokenUsage(0, 0);

    public TokenUsage {
        if (cachedInput < 0 || reasoning < 0 || cachedInput > input || reasoning > output) {
            throw new IllegalArgumentException(
                    "impossible token usage: %d in (%d cached), %d out (%d reasoning)"
                            .formatted(input, cachedInput, output, reasoning));
        }
    }

    /** Usage of which nothing was cached or only thought. */
    public TokenUsage(int input, int output) {
        this(input, output, 0, 0);
    }

    /** Read and written together: what counts against a budget. */
    public int total() {
        return input + output;
    }

    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(
                input + other.input,
                output + other.output,
                cachedInput + other.cachedInput,
                reasoning + other.reasoning);
    }
}
