package io.agentfleet.orchestrator.session;

/** What work has cost so far. */
public record RunUsage(int steps, int tokens, int toolCalls) {

    public static final RunUsage NOTHING = new RunUsage(0, 0, 0);

    public RunUsage plus(RunUsage other) {
        return new RunUsage(
                steps + other.steps, tokens + other.tokens, toolCalls + other.toolCalls);
    }
}
