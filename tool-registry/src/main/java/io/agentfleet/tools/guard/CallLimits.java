package io.agentfleet.tools.guard;

/**
 * How much calling is too much.
 *
 * @param callsPerRootTask of a session, for one root task
 * @param depth of agents calling agents
 * @param repeats the how-manieth same call within a minute is refused
 */
public record CallLimits(int callsPerRootTask, int depth, int repeats) {
    public CallLimits {
        if (callsPerRootTask < 1 || depth < 0 || repeats < 2) {
            throw new IllegalArgumentException(
                    "call limits %d, %d, %d are not usable: allow at least 1 call, depth 0, and refuse from the 2nd repetition on"
                            .formatted(callsPerRootTask, depth, repeats));
        }
    }
}
