package io.agentfleet.orchestrator.machine;

import io.agentfleet.orchestrator.plan.KnownAgents;
import io.agentfleet.orchestrator.session.FinishedTask;
import io.agentfleet.orchestrator.session.NodeResult;
import io.agentfleet.orchestrator.session.Outcomes;
import io.agentfleet.orchestrator.session.PlanExecution;
import io.agentfleet.orchestrator.session.QueuedTask;
import io.agentfleet.orchestrator.session.Session;
import io.agentfleet.orchestrator.session.TaskHistory;
import io.agentfleet.orchestrator.session.TaskRef;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.task.RequestedTask;
import io.agentfleet.taskmodel.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One decision about a session: the state as it changes, and the actions so far. Lives for one call
 * of the machine.
 */
final class SessionTransition {

    private final SessionLimits limits;
    private final KnownAgents agents;
    private final Instant now;
    private final Session before;
    private final List<Action> actions = new ArrayList<>();
    private final List<QueuedTask> waiting;
    private Optional<PlanExecution> active;
    private TaskHistory memory;
    private boolean forgotten;

    SessionTransition(SessionLimits limits, KnownAgents agents, Instant now, Session before) {
        this.limits = limits;
        this.agents = agents;
        this.now = now;
        this.before = before;
        this.waiting = new ArrayList<>(before.waiting());
        this.active = before.active();
        this.memory = before.memory();
    }

    void arrive(Task task) {
        Admission.requireSame(before, task);
        if (repeated(task.id())) {
            return;
        }
        Optional<Admission.Refusal> refusal = Admission.refusal(before, task);
        if (refusal.isPresent()) {
            publishAccepted(task, now);
            end(new QueuedTask(task, now), TaskState.FAILED, refusal.get().error());
        } else if (memory.cancelled().contains(task.rootId())) {
            publishAccepted(task, now);
            end(
                    new QueuedTask(task, now),
                    TaskState.CANCELLED,
                    Outcomes.error(ErrorCode.CANCELLED, "the order came before the task"));
        } else {
            publishAccepted(task, now);
            waiting.add(new QueuedTask(task, now));
            startNext();
        }
    }

    void refuse(SessionEvent.TaskRefused refused) {
        TaskRef task = refused.task();
        if (repeated(task.id())) {
            return;
        }
        TaskEvent accepted =
                new TaskEvent.Accepted(
                        TaskEvents.created(refused.createdAt(), now),
                        task.session().value(),
                        task.tenant(),
                        Admission.DOOR.value(),
                        refused.prompt(),
                        Map.of(),
                        0,
                        0);
        actions.add(new Action.PublishEvent(task, 1, accepted));
        String error = Outcomes.error(refused.code(), refused.reason());
        finish(
                task,
                "",
                Optional.empty(),
                2,
                Outcomes.unstarted(TaskState.FAILED, error, now, now));
    }

    void take(NodeResult result) {
        execution(
                execution -> isNodeOf(execution.task().id(), result.task(), result.nodeId()),
                turn -> turn.take(result));
    }

    void receive(SessionEvent.ProgressMade progress) {
        execution(
                execution -> isNodeOf(execution.task().id(), progress.task(), progress.nodeId()),
                turn -> turn.receive(progress));
    }

    /** Our own outcome came back: what is known already is confirmed, the rest is learnt. */
    void receive(TaskId task, TaskEvent.Ended outcome) {
        if (before.isActive(task)) {
            execution(turn -> turn.adopt(outcome));
        } else if (memory.find(task).isEmpty()) {
            waiting.removeIf(queued -> queued.task().id().equals(task));
            memory = memory.plus(new FinishedTask(task, "", Optional.empty(), Optional.empty()));
        }
        memory = memory.resultPublished(task);
    }

    /** Brings out everything that follows from the state. */
    void repeatAll(Instant since) {
        for (FinishedTask task : memory.finished()) {
            task.outcome().filter(o -> o.ended().at().isAfter(since)).ifPresent(this::publishAgain);
        }
        waiting.forEach(queued -> publishAccepted(queued.task(), queued.acceptedAt()));
        execution(PlanTransition::repeat);
    }

    private void publishAgain(FinishedTask.Outcome outcome) {
        publish(outcome);
        if (outcome.ended().state() != TaskState.COMPLETED) {
            actions.add(new Action.PublishCancel(outcome.task(), outcome.ended().error()));
        }
    }

    void cancel(TaskId rootId, String reason) {
        List<QueuedTask> cancelled =
                waiting.stream().filter(queued -> serves(queued.task(), rootId)).toList();
        waiting.removeAll(cancelled);
        String error = Outcomes.error(ErrorCode.CANCELLED, reason);
        cancelled.forEach(q -> end(q, TaskState.CANCELLED, error));
        execution(execution -> serves(execution.task(), rootId), turn -> turn.cancel(reason));
        if (before.memory().find(rootId).isEmpty()) {
            memory = memory.plusCancelled(rootId);
        }
    }

    void passTime(Instant receivingSince) {
        if (before.isIdle()) {
            forgotten =
                    before.idleSince()
                            .filter(since -> !since.plus(limits.retention()).isAfter(now))
                            .isPresent();
            return;
        }
        List<QueuedTask> late =
                waiting.stream()
                        .filter(q ->
                                q.task().limits().deadline().stream()
                                        .anyMatch(deadline -> !deadline.isAfter(now)))
                        .toList();
        waiting.removeAll(late);
        String error =
                Outcomes.error(
                        ErrorCode.DEADLINE_EXCEEDED,
                        "the task was still waiting for its session's earlier tasks: give it more time or a session of its own");
        late.forEach(queued -> end(queued, TaskState.FAILED, error));
        execution(turn -> turn.passTime(receivingSince));
    }

    Decision decision() {
        if (forgotten) {
            return new Decision(Session.NEW, actions);
        }
        boolean idle = active.isEmpty() && waiting.isEmpty();
        boolean unchanged = before.isIdle() && memory.equals(before.memory());
        Optional<Instant> idleSince =
                idle ? (unchanged ? before.idleSince() : Optional.of(now)) : Optional.empty();
        return new Decision(new Session(waiting, active, memory, idleSince), actions);
    }

    /** True if the task is known; its pending actions are returned again. */
    private boolean repeated(TaskId id) {
        if (before.isActive(id)) {
            execution(PlanTransition::repeat);
            return true;
        }
        if (before.isWaiting(id)) {
            waiting.stream()
                    .filter(q -> q.task().id().equals(id))
                    .forEach(q -> publishAccepted(q.task(), q.acceptedAt()));
            return true;
        }
        Optional<FinishedTask> finished = memory.find(id);
        finished.flatMap(FinishedTask::outcome).ifPresent(this::publish);
        return finished.isPresent();
    }

    private void execution(Consumer<PlanTransition> what) {
        execution(any -> true, what);
    }

    /** Takes the turn if a task is active, and is that one. */
    private void execution(Predicate<PlanExecution> which, Consumer<PlanTransition> what) {
        if (active.filter(which).isEmpty()) {
            return;
        }
        PlanTransition turn = new PlanTransition(limits, agents, now, actions, active.get());
        what.accept(turn);
        settle(turn);
        startNext();
    }

    private void startNext() {
        while (active.isEmpty() && !waiting.isEmpty()) {
            QueuedTask next = waiting.removeFirst();
            Instant deadline =
                    next.task().limits().deadline().orElse(now.plus(limits.defaultDeadline()));
            PlanTransition turn =
                    new PlanTransition(
                            limits, agents, now, actions, PlanExecution.begin(next, deadline));
            turn.begin();
            settle(turn);
        }
    }

    private void settle(PlanTransition turn) {
        PlanExecution execution = turn.execution();
        active = turn.ended().isPresent() ? Optional.empty() : Optional.of(execution);
        turn.ended()
                .ifPresent(ended ->
                        remember(
                                execution.task().id(),
                                Admission.key(execution.task()),
                                Optional.of(RequestedTask.of(execution.task())),
                                new FinishedTask.Outcome(
                                        TaskRef.to(execution.task()), turn.lastSequence(), ended)));
    }

    private void end(QueuedTask queued, TaskState state, String error) {
        Task task = queued.task();
        TaskEvent.Ended ended = Outcomes.unstarted(state, error, queued.acceptedAt(), now);
        finish(
                TaskRef.to(task),
                Admission.key(task),
                Optional.of(RequestedTask.of(task)),
                2,
                ended);
    }

    private void finish(
            TaskRef task,
            String key,
            Optional<RequestedTask> asked,
            int sequence,
            TaskEvent.Ended ended) {
        FinishedTask.Outcome outcome = new FinishedTask.Outcome(task, sequence, ended);
        publish(outcome);
        remember(task.id(), key, asked, outcome);
    }

    private void remember(
            TaskId id, String key, Optional<RequestedTask> asked, FinishedTask.Outcome outcome) {
        memory = memory.plus(new FinishedTask(id, key, asked, Optional.of(outcome)));
    }

    private void publish(FinishedTask.Outcome outcome) {
        actions.add(new Action.PublishEvent(outcome.task(), outcome.sequence(), outcome.ended()));
        actions.add(new Action.PublishResult(outcome.task(), outcome.ended()));
    }

    private void publishAccepted(Task task, Instant at) {
        actions.add(new Action.PublishEvent(TaskRef.to(task), 1, TaskEvents.accepted(task, at)));
    }

    private static boolean isNodeOf(TaskId root, TaskId task, String nodeId) {
        return task.value().equals(root.value() + "." + nodeId);
    }

    private static boolean serves(Task task, TaskId rootId) {
        return task.id().equals(rootId) || task.rootId().equals(rootId);
    }
}
