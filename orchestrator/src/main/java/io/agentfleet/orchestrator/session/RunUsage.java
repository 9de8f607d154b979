package io.agentfleet.orchestrator.session;

import io.agentfleet.taskmodel.run.Money;

/** What work has used so far. */
public record RunUsage(int steps, int tokens, Money cost, int toolCalls) {

    public static final RunUsage NOTHING = new RunUsage(0, 0, Money.NONE, 0);

    public RunUsage {
        if (cost == null) { // of a session stored by an earlier version
            cost = Money.NONE;
        }
    }

    public RunUsage plus(RunUsage other) {
        return new RunUsage(
                steps + other.steps,
                tokens + other.tokens,
                cost.plus(other.cost),
                toolCalls + other.toolCalls);
    }
}
