package io.agentfleet.orchestrator.session;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.task.Artifact;
import io.agentfleet.taskmodel.task.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the outcome of a task, with the texts that users read. */
public final class Outcomes {

    private Outcomes() {}

    /** The outcome of a plan execution whose nodes have all ended. */
    public static TaskEvent.Ended ofExecution(PlanExecution execution, Instant now) {
        NodeExecution sink = execution.sink();
        boolean completed = sink.state() == NodeExecution.State.COMPLETED;
        if (!completed) {
            return of(execution, TaskState.FAILED, "", shortcomings(execution), now);
        }
        NodeResult last = sink.result().orElseThrow();
        TaskEvent.Ended ended =
                of(execution, TaskState.COMPLETED, last.output(), shortcomings(execution), now);
        return last.unanswered() ? ended.withoutAnswer() : ended;
    }

    /** The outcome of a plan execution that stops here. */
    public static TaskEvent.Ended of(
            PlanExecution execution, TaskState state, String output, String error, Instant now) {
        RunUsage usage = execution.usage();
        return new TaskEvent.Ended(
                now,
                state,
                output,
                error,
                usage.steps(),
                usage.tokens(),
                usage.cost(),
                usage.toolCalls(),
                Math.max(0, Duration.between(execution.acceptedAt(), now).toMillis()),
                artifacts(execution),
                false);
    }

    /** The outcome of a task that never started. */
    public static TaskEvent.Ended unstarted(
            TaskState state, String error, Instant since, Instant now) {
        long waited = Math.max(0, Duration.between(since, now).toMillis());
        return new TaskEvent.Ended(
                now, state, "", error, 0, 0, Money.NONE, 0, waited, List.of(), false);
    }

    /** A code with its explanation, as it travels. */
    public static String error(ErrorCode code, String explanation) {
        return new Failure(code, explanation).text();
    }

    /** Why a node gave nothing. */
    public static String reason(NodeExecution work) {
        return switch (work.state()) {
            case SKIPPED ->
                    error(
                            ErrorCode.NODE_FAILED,
                            "not run, because everything it depends on failed: "
                                    + String.join(", ", work.node().dependsOn()));
            case FAILED -> work.result().map(NodeResult::error).orElse("");
            case WAITING, RUNNING, RESTING, COMPLETED -> "";
        };
    }

    private static String shortcomings(PlanExecution execution) {
        List<String> notes = new ArrayList<>();
        ErrorCode code = null;
        for (NodeExecution work : execution.nodes()) {
            boolean failed = work.state() == NodeExecution.State.FAILED;
            String error = work.result().map(NodeResult::error).orElse("");
            if (failed) {
                notes.add(note(work, "failed", error));
                code = ErrorCode.NODE_FAILED;
            } else if (work.state() == NodeExecution.State.COMPLETED && !error.isEmpty()) {
                notes.add(note(work, "stopped early", error));
                code = code == null ? cut(work) : code;
            }
        }
        return code == null ? "" : error(code, String.join("; ", notes));
    }

    private static ErrorCode cut(NodeExecution work) {
        return work.result().flatMap(NodeResult::code).orElse(ErrorCode.NODE_FAILED);
    }

    private static String note(NodeExecution work, String what, String why) {
        return "node '%s' (agent %s) %s: %s".formatted(work.id(), work.node().agent(), what, why);
    }

    /** Files of all nodes; of two with the same name the later one counts. */
    private static List<Artifact> artifacts(PlanExecution execution) {
        Map<String, Artifact> byName = new LinkedHashMap<>();
        for (NodeExecution work : execution.nodes()) {
            work.result()
                    .ifPresent(r -> r.artifacts().forEach(file -> byName.put(file.name(), file)));
        }
        return List.copyOf(byName.values());
    }
}
