package io.agentfleet.taskapi.service;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskapi.view.TaskViews;
import io.agentfleet.taskmodel.event.EventId;
import io.agentfleet.taskmodel.event.RunEvents;
import io.agentfleet.taskmodel.task.SubmissionValidator;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.taskmodel.task.TaskSubmission;
import io.agentfleet.taskmodel.view.TaskView;
import java.util.Optional;

/**
 * What a door does with tasks: take, show, list, cancel. An agent's desk knows only its own tasks,
 * the orchestrator's those of the whole fleet. Blocking, safe for many threads.
 */
public final class TaskService {

    private final SubmissionValidator check;
    private final TaskIntake intake;
    private final TaskViews views;

    public TaskService(SubmissionValidator check, TaskIntake intake, TaskViews views) {
        this.check = check;
        this.intake = intake;
        this.views = views;
    }

    /** The events and views behind this desk. */
    public TaskViews views() {
        return views;
    }

    /**
     * Takes a task on: when this returns, it is on the log.
     *
     * @return the task's state: PENDING, or how far the same submission came that was made before
     * @throws FleetException CONFLICT if the id or key was used for something else
     */
    public Taken take(TaskSubmission submission) {
        Task task = check.task(submission);
        Optional<TaskView> known = views.find(task.id());
        if (known.isPresent()) {
            return again(task, known.get());
        }
        intake.submit(task);
        showAccepted(task);
        return new Taken(task.id().value(), task.session().value(), TaskState.PENDING);
    }

    /** Only so that a reader sees it at once: whoever takes it from the log tells it again. */
    private void showAccepted(Task task) {
        try {
            views.append(task.id(), EventId.ACCEPTED, RunEvents.accepted(task));
        } catch (FleetException e) {
            if (!e.code().retryable()) {
                throw e;
            }
        }
    }

    private static Taken again(Task task, TaskView known) {
        if (!known.prompt().equals(task.prompt()) || !known.tenant().equals(task.tenant())) {
            throw new FleetException(
                    ErrorCode.CONFLICT,
                    "task %s exists with another prompt: use a new Idempotency-Key or task_id for a new task"
                            .formatted(task.id()));
        }
        return new Taken(known.taskId(), known.sessionId(), known.status());
    }

    /**
     * Where a submitted task stands.
     *
     * @param status PENDING for a new one
     */
    public record Taken(String taskId, String sessionId, TaskState status) {}

    /** The checked task of a submission that is to be carried out while the caller waits. */
    public Task synchronous(TaskSubmission submission) {
        return check.task(submission);
    }

    /** The task, or UNKNOWN_TASK. */
    public TaskView show(String taskId, String tenant) {
        TaskId id = SubmissionValidator.taskId(taskId);
        String owner = SubmissionValidator.tenant(tenant);
        return views.find(id)
                .filter(view -> view.tenant().equals(owner) && isMine(view))
                .orElseThrow(() ->
                        new FleetException(
                                ErrorCode.UNKNOWN_TASK,
                                "task '%s' is not known here: list tasks with GET /tasks"
                                        .formatted(taskId)));
    }

    private boolean isMine(TaskView view) {
        return ofFleet() || view.agent().equals(check.agent().value());
    }

    private boolean ofFleet() {
        return check.agent().equals(AgentName.ORCHESTRATOR);
    }

    /** Tasks of the tenant, newest first; an agent's desk lists its own. */
    public TaskViews.Page list(TaskViews.Filter filter) {
        if (ofFleet()) {
            return views.list(filter);
        }
        return views.list(
                new TaskViews.Filter(
                        filter.tenant(),
                        filter.sessionId(),
                        filter.status(),
                        Optional.of(check.agent().value()),
                        filter.limit(),
                        filter.cursor()));
    }

    /**
     * Orders a task to stop. Returns when the order is on the log; the task ends soon after.
     *
     * @throws FleetException CONFLICT if it has ended
     */
    public TaskView cancel(String taskId, String tenant) {
        TaskView view = show(taskId, tenant);
        if (view.status().isFinal()) {
            throw new FleetException(
                    ErrorCode.CONFLICT,
                    "task %s has already ended as %s: nothing is left to cancel"
                            .formatted(taskId, view.status()));
        }
        intake.cancel(
                new TaskId(taskId),
                SubmissionValidator.sessionId(view.sessionId()),
                view.tenant(),
                "cancelled by a client");
        return view;
    }
}
