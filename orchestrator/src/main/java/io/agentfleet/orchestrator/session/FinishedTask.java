package io.agentfleet.orchestrator.session;

import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.task.RequestedTask;
import java.util.Optional;

/**
 * A task that ended, kept so that nothing happens when it comes again.
 *
 * @param id the task
 * @param idempotencyKey empty if it had none
 * @param asked what it asked for; empty if that is not known
 * @param outcome until it was heard back, and of the newest ones
 */
public record FinishedTask(
        TaskId id,
        String idempotencyKey,
        Optional<RequestedTask> asked,
        Optional<Outcome> outcome) {

    /**
     * How it ended, to be told again.
     *
     * @param sequence of the last event told
     */
    public record Outcome(TaskRef task, int sequence, TaskEvent.Ended ended) {}

    FinishedTask withoutOutcome() {
        return outcome.isEmpty()
                ? this
                : new FinishedTask(id, idempotencyKey, asked, Optional.empty());
    }
}
