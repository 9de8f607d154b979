package io.agentfleet.orchestrator.session;

/** What work has cost so far. */
public record Spent(int steps, int tokens, int toolCalls) {

    public static final Spent NOTHING = new Spent(0, 0, 0);

    public Spent plus(Spent other) {
        return new Spent(steps + other.steps, tokens + other.tokens, toolCalls + other.toolCalls);
    }
}
