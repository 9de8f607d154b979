package io.agentfleet.orchestrator.machine;

import io.agentfleet.orchestrator.session.NodeResult;
import io.agentfleet.orchestrator.session.RunUsage;
import io.agentfleet.orchestrator.session.Session;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.task.Artifact;
import io.agentfleet.taskmodel.task.RunLimits;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.taskmodel.task.TokenBounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session in a test: receives events by short names, gives its actions as short words. */
public final class SessionScenario {

    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    static final SessionLimits LIMITS =
            new SessionLimits(
                    Duration.ofMinutes(15),
                    new RetryPolicy(3, Duration.ofSeconds(1)),
                    Duration.ofMinutes(2),
                    Duration.ofHours(24),
                    TokenBounds.CONTRACT);
    static final String USUAL_PLAN =
            """
            {"nodes":[{"id":"search","agent":"search","prompt":"find","depends_on":[]},
            {"id":"analysis","agent":"analysis","prompt":"count","depends_on":[]},
            {"id":"report","agent":"writer","prompt":"write","depends_on":["search","analysis"]}]}\
            """;

    final SessionMachine machine =
            new SessionMachine(
                    LIMITS,
                    asked ->
                            Set.of(
                                    new AgentName("search"),
                                    new AgentName("analysis"),
                                    new AgentName("writer")),
                    task -> task.withGrant("grant of " + task.id()));
    Session session = Session.NEW;
    Instant now = START;
    List<Action> actions = List.of();
    final List<SessionEvent> history = new ArrayList<>();

    SessionScenario receives(SessionEvent event) {
        history.add(event);
        Decision decision = machine.decide(session, event, now);
        session = decision.session();
        actions = decision.actions();
        return this;
    }

    SessionScenario arrives(String id) {
        return receives(new SessionEvent.TaskArrived(task(id)));
    }

    SessionScenario planned(String id) {
        return planned(id, USUAL_PLAN);
    }

    SessionScenario planned(String id, String plan) {
        return receives(result(id, "plan", 1, TaskState.COMPLETED, plan, null, false));
    }

    SessionScenario completes(String id, String node) {
        return completes(id, node, 1);
    }

    SessionScenario completes(String id, String node, int attempt) {
        String output = "what " + node + " found";
        return receives(result(id, node, attempt, TaskState.COMPLETED, output, null, false));
    }

    /** A task with the usual plan, from its plan to its report. */
    SessionScenario finishes(String id) {
        return planned(id)
                .completes(id, "search")
                .completes(id, "analysis")
                .completes(id, "report");
    }

    SessionScenario fails(String id, String node, int attempt, boolean retryable) {
        ErrorCode code = retryable ? ErrorCode.UNAVAILABLE : ErrorCode.INTERNAL;
        return receives(result(id, node, attempt, TaskState.FAILED, "", code, retryable));
    }

    SessionScenario cancelled(String id) {
        return receives(
                new SessionEvent.CancelRequested(new TaskId(id), "the user changed her mind"));
    }

    SessionScenario after(Duration time) {
        now = now.plus(time);
        return receives(new SessionEvent.TimePassed());
    }

    SessionScenario sendsHeartbeat(String id, String node, int attempt) {
        return receives(
                new SessionEvent.ProgressMade(new TaskId(id).node(node), node, attempt, now));
    }

    Optional<Instant> nextDue() {
        return machine.nextDue(session, Instant.EPOCH);
    }

    /** Tasks sent out by the last event: {@code search.1}. */
    List<String> sentOut() {
        return dispatched().stream().map(t -> t.nodeId() + "." + t.attempt()).toList();
    }

    List<Task> dispatched() {
        return actions.stream()
                .flatMap(e ->
                        e instanceof Action.Dispatch d
                                ? java.util.stream.Stream.of(d.task())
                                : java.util.stream.Stream.empty())
                .toList();
    }

    /** What the last event told, as {@code sequence:type}. */
    List<String> published() {
        return actions.stream()
                .flatMap(e ->
                        e instanceof Action.PublishEvent t
                                ? java.util.stream.Stream.of(
                                        t.task().id()
                                                + ":"
                                                + t.sequence()
                                                + ":"
                                                + t.event().getClass().getSimpleName())
                                : java.util.stream.Stream.empty())
                .toList();
    }

    /** The outcome published by the last event. */
    TaskEvent.Ended outcome() {
        return actions.stream()
                .flatMap(e ->
                        e instanceof Action.PublishResult p
                                ? java.util.stream.Stream.of(p.outcome())
                                : java.util.stream.Stream.empty())
                .findFirst()
                .orElseThrow();
    }

    static Task task(String id) {
        return task(id, "", Optional.empty());
    }

    static Task task(String id, String idempotencyKey, Optional<Instant> deadline) {
        return new Task(
                new TaskId(id),
                new TaskId(id),
                Optional.empty(),
                "",
                new SessionId("s"),
                "client",
                AgentName.ORCHESTRATOR,
                "How did we sell?",
                Map.of(),
                Map.of(Task.DATA_SOURCE, "sales"),
                new RunLimits(7, 8192, deadline),
                1,
                0,
                idempotencyKey,
                "default",
                START,
                "");
    }

    static SessionEvent result(
            String id,
            String node,
            int attempt,
            TaskState state,
            String output,
            @Nullable ErrorCode code,
            boolean retryable) {
        return new SessionEvent.ResultArrived(
                new NodeResult(
                        new TaskId(id).node(node),
                        node,
                        attempt,
                        state,
                        output,
                        Optional.ofNullable(code),
                        code == null ? "" : code.wire() + ": it broke",
                        retryable,
                        new RunUsage(2, 100, new Money(1_001), 1),
                        List.of(new Artifact(node + ".txt", "text/plain", "file:" + node, 1)),
                        false));
    }
}
