package io.agentfleet.taskapi.service;

import io.agentfleet.access.token.BearerToken;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskapi.view.TaskViews;
import io.agentfleet.taskmodel.event.EventId;
import io.agentfleet.taskmodel.event.RunEvents;
import io.agentfleet.taskmodel.task.RequestedTask;
import io.agentfleet.taskmodel.task.SubmissionValidator;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.taskmodel.task.TaskSubmission;
import io.agentfleet.taskmodel.view.TaskView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operations of the API on tasks: submit, show, list, cancel. An agent's service knows only its
 * own tasks, the orchestrator's those of the whole fleet. Blocking, safe for many threads.
 */
public final class TaskService {

    private final SubmissionValidator check;
    private final TaskIntake intake;
    private final TaskViews views;
    private final KnownDataSources sources;
    private final GrantSource grants;

    public TaskService(
            SubmissionValidator check,
            TaskIntake intake,
            TaskViews views,
            KnownDataSources sources,
            GrantSource grants) {
        this.check = check;
        this.intake = intake;
        this.views = views;
        this.sources = sources;
        this.grants = grants;
    }

    /** The agent of this service. */
    public AgentName agent() {
        return check.agent();
    }

    /** The events and views of this service. */
    public TaskViews views() {
        return views;
    }

    /**
     * Submits a task: when this returns, it is on the log.
     *
     * @param person the token that its sender showed; empty if callers show none
     * @return the task's state: PENDING, or how far the same submission came that was made before
     * @throws FleetException CONFLICT if the id or key was used for something else,
     *     UNKNOWN_DATA_SOURCE
     */
    public TaskStatus submit(TaskSubmission submission, Optional<BearerToken> person) {
        Task task = check.task(submission);
        Optional<TaskView> known = views.find(task.id());
        if (known.isPresent()) {
            requireSame(task, known.get());
            return new TaskStatus(
                    known.get().taskId(), known.get().sessionId(), known.get().status());
        }
        sources.require(task);
        intake.submit(grants.granted(task, person));
        showAccepted(task);
        return new TaskStatus(task.id().value(), task.session().value(), TaskState.PENDING);
    }

    /** Written early so that a reader sees it at once; the owner of the task publishes it again. */
    private void showAccepted(Task task) {
        try {
            views.append(task.id(), EventId.ACCEPTED, RunEvents.accepted(task));
        } catch (FleetException e) {
            if (!e.code().retryable()) {
                throw e;
            }
        }
    }

    /**
     * Checks a user's task that is to be carried out while the caller waits: its data source must
     * exist, and a task with the same id must have asked for the same. While the views cannot be
     * read, only the data source is checked.
     *
     * @throws FleetException UNKNOWN_DATA_SOURCE, or CONFLICT that names what differs
     */
    public void requireAcceptable(Task task) {
        sources.require(task);
        try {
            views.find(task.id()).ifPresent(known -> requireSame(task, known));
        } catch (FleetException e) {
            if (!e.code().retryable()) {
                throw e;
            }
        }
    }

    private static void requireSame(Task task, TaskView known) {
        List<String> differences = new ArrayList<>();
        if (!known.tenant().equals(task.tenant())) {
            differences.add("another tenant");
        } else {
            if (!known.sessionId().equals(task.session().value())) {
                differences.add(
                        "another session ('%s', now '%s')"
                                .formatted(known.sessionId(), task.session()));
            }
            differences.addAll(asked(known).differences(RequestedTask.of(task)));
        }
        if (!differences.isEmpty()) {
            throw new FleetException(
                    ErrorCode.CONFLICT,
                    "task %s exists with %s: send what was sent then, or use a new Idempotency-Key or task_id for a new task"
                            .formatted(task.id(), String.join(", ", differences)));
        }
    }

    private static RequestedTask asked(TaskView view) {
        return RequestedTask.of(
                view.prompt(),
                view.metadata().getOrDefault(Task.DATA_SOURCE, ""),
                view.maxSteps(),
                view.tokenBudget());
    }

    /**
     * How far a submitted task is.
     *
     * @param status PENDING for a new one
     */
    public record TaskStatus(String taskId, String sessionId, TaskState status) {}

    /**
     * The checked task of a submission that is to be carried out while the caller waits.
     *
     * @param person the token that its sender showed; empty if callers show none
     */
    public Task synchronous(TaskSubmission submission, Optional<BearerToken> person) {
        return grants.granted(check.task(submission), person);
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

    /** Tasks of the tenant, newest first; an agent lists its own. */
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
     * Orders a task to stop. Returns when the order is on the log; the task ends soon after. One
     * that is cancelled already is only shown.
     *
     * @throws FleetException CONFLICT if it has ended in another way
     */
    public TaskView cancel(String taskId, String tenant) {
        TaskView view = show(taskId, tenant);
        if (view.status() == TaskState.CANCELLED) {
            return view;
        }
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
