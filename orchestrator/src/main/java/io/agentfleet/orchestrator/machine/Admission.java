package io.agentfleet.orchestrator.machine;

import io.agentfleet.orchestrator.plan.PlanCheck;
import io.agentfleet.orchestrator.session.ContextPacket;
import io.agentfleet.orchestrator.session.FinishedTask;
import io.agentfleet.orchestrator.session.Outcomes;
import io.agentfleet.orchestrator.session.PlanExecution;
import io.agentfleet.orchestrator.session.QueuedTask;
import io.agentfleet.orchestrator.session.Session;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.task.RequestedTask;
import io.agentfleet.taskmodel.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a session can take on a task. */
final class Admission {

    /** The agent of this API. */
    static final AgentName DOOR = AgentName.ORCHESTRATOR;

    private static final int LONGEST_ROOT_ID = 128 - 1 - PlanCheck.LONGEST_ID;
    private static final int LARGEST = 150_000;
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_WAITING_CHARACTERS = 2_000_000;

    private Admission() {}

    /** Why a task is not taken on. */
    record Refusal(ErrorCode code, String reason) {
        String error() {
            return Outcomes.error(code, reason);
        }
    }

    /** Why the session refuses this new task. */
    static Optional<Refusal> refusal(Session session, Task task) {
        return Stream.of(
                        tooLong(task),
                        tooLarge(task),
                        reused(session, task),
                        crowded(session, task))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Passes if the task is new to the session, or if it is the same request again.
     *
     * @throws FleetException CONFLICT that names what differs
     */
    static void requireSame(Session session, Task task) {
        Stream<RequestedTask> current =
                current(session).filter(t -> t.id().equals(task.id())).map(RequestedTask::of);
        Stream<RequestedTask> over =
                session.memory().find(task.id()).flatMap(FinishedTask::asked).stream();
        List<String> differences =
                Stream.concat(current, over)
                        .findFirst()
                        .map(first -> first.differences(RequestedTask.of(task)))
                        .orElse(List.of());
        if (!differences.isEmpty()) {
            throw new FleetException(
                    ErrorCode.CONFLICT,
                    "task '%s' was accepted with %s: send what was sent then, or use a new task_id for a new task"
                            .formatted(task.id(), String.join(", ", differences)));
        }
    }

    private static Stream<Task> current(Session session) {
        return Stream.concat(
                session.active().stream().map(PlanExecution::task),
                session.waiting().stream().map(QueuedTask::task));
    }

    /** A task's idempotency key, kept apart by tenant; empty if it has none. */
    static String key(Task task) {
        String key = task.idempotencyKey();
        return key.isEmpty() ? "" : task.tenant() + "/" + key;
    }

    private static Optional<Refusal> tooLong(Task task) {
        int length = task.id().value().length();
        return length <= LONGEST_ROOT_ID
                ? Optional.empty()
                : Optional.of(
                        new Refusal(
                                ErrorCode.INVALID_ARGUMENT,
                                "task_id has %d characters: use at most %d for a task that is split up"
                                        .formatted(length, LONGEST_ROOT_ID)));
    }

    /** What comes with a task goes along to every node, in a record of its own. */
    private static Optional<Refusal> tooLarge(Task task) {
        int size =
                task.prompt().length()
                        + ContextPacket.length(task.context())
                        + ContextPacket.length(task.metadata());
        return size <= LARGEST
                ? Optional.empty()
                : Optional.of(
                        new Refusal(
                                ErrorCode.PAYLOAD_TOO_LARGE,
                                "prompt, context and metadata have %,d characters: send at most %,d together, and large data as a data source"
                                        .formatted(size, LARGEST)));
    }

    private static Optional<Refusal> reused(Session session, Task task) {
        String key = key(task);
        Optional<TaskId> first =
                key.isEmpty()
                        ? Optional.empty()
                        : Stream.concat(
                                        current(session)
                                                .filter(t -> key(t).equals(key))
                                                .map(Task::id),
                                        session.memory().findKey(key).stream()
                                                .map(FinishedTask::id))
                                .findFirst();
        return first.map(id ->
                new Refusal(
                        ErrorCode.CONFLICT,
                        "idempotency_key '%s' was used by task '%s': ask for that task, or use a new key"
                                .formatted(task.idempotencyKey(), id)));
    }

    private static Optional<Refusal> crowded(Session session, Task task) {
        int characters = session.waiting().stream().mapToInt(q -> q.task().prompt().length()).sum();
        boolean full =
                session.waiting().size() >= MOST_WAITING
                        || characters + task.prompt().length() > MOST_WAITING_CHARACTERS;
        return full
                ? Optional.of(
                        new Refusal(
                                ErrorCode.UNAVAILABLE,
                                "session '%s' already has %d tasks waiting: send it later under a new task_id, or in another session"
                                        .formatted(task.session(), session.waiting().size())))
                : Optional.empty();
    }
}
