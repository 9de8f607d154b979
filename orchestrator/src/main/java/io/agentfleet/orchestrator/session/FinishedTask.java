package io.agentfleet.orchestrator.session;

import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.task.RequestedTask;
import java.util.Optional;

/**
 * A task that ended, stored so that a copy of it is ignored.
 *
 * @param id the task
 * @param idempotencyKey empty if it had none
 * @param asked what it asked for; empty if that is not known
 * @param outcome until it was read from the log again; kept longer for the newest tasks
 */
public record FinishedTask(
        TaskId id,
        String idempotencyKey,
        Optional<RequestedTask> asked,
        Optional<Outcome> outcome) {

    /**
     * The outcome, stored so that it can be published again.
     *
     * @param sequence of the last event published
     */
    public record Outcome(TaskRef task, int sequence, TaskEvent.Ended ended) {}

    FinishedTask withoutOutcome() {
        return outcome.isEmpty()
                ? this
                : new FinishedTask(id, idempotencyKey, asked, Optional.empty());
    }
}
