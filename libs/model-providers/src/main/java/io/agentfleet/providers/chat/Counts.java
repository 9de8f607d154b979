package io.agentfleet.providers.chat;

import io.agentfleet.taskmodel.run.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * Counts of tokens as providers report them: some leave some out, or contradict themselves. Pure.
 */
public final class Counts {

    private Counts() {}

    /** A count, 0 if it is not reported. */
    public static int of(@Nullable Integer reported) {
        return reported == null ? 0 : Math.max(0, reported);
    }

    /**
     * Usage in which parts are no larger than their whole.
     *
     * @param cached part of the input
     * @param reasoning part of the output
     */
    public static TokenUsage usage(int input, int output, int cached, int reasoning) {
        return new TokenUsage(input, output, Math.min(cached, input), Math.min(reasoning, output));
    }
}
