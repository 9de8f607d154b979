package io.agentfleet.taskmodel.run;

import io.agentfleet.taskmodel.task.Artifact;
import java.time.Duration;
import java.util.List;

/**
 * A run that ended, with what it used.
 *
 * @param outcome how it ended
 * @param artifacts files its tools produced, in order
 * @param steps turns of the loop
 * @param usage tokens of all model calls
 * @param cost of all model calls
 * @param toolCalls calls that reached the registry
 * @param took wall time
 * @param unanswered true if the output says that the question could not be answered
 */
public record RunResult(
        RunOutcome outcome,
        List<Artifact> artifacts,
        int steps,
        TokenUsage usage,
        Money cost,
        int toolCalls,
        Duration took,
        boolean unanswered) {
    public RunResult {
        artifacts = List.copyOf(artifacts);
        if (cost == null) { // kept by an earlier version
            cost = Money.NONE;
        }
    }
}
