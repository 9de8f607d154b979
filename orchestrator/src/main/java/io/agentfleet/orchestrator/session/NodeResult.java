package io.agentfleet.orchestrator.session;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.task.Artifact;
import io.agentfleet.taskmodel.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a node's task ended, as its agent said.
 *
 * @param task the node's task
 * @param nodeId the node, or {@code plan} for planning
 * @param attempt which attempt it answers
 * @param state COMPLETED, FAILED or CANCELLED
 * @param output what the node answered; partial if it ran out of steps or tokens
 * @param code why it failed, or which limit cut it short
 * @param error the explanation; empty if all went well
 * @param unanswered true if it completed, and its output says that there is no answer
 * @param retryable true if the same task may succeed later, unchanged
 */
public record NodeResult(
        TaskId task,
        String nodeId,
        int attempt,
        TaskState state,
        String output,
        Optional<ErrorCode> code,
        String error,
        boolean retryable,
        RunUsage spent,
        List<Artifact> artifacts,
        boolean unanswered) {
    public NodeResult {
        artifacts = List.copyOf(artifacts);
    }

    /** The result of an attempt that was given up because its agent sent no heartbeat. */
    public static NodeResult heartbeatMissing(TaskId root, NodeExecution work, Instant now) {
        Duration sinceHeartbeat = Duration.between(work.sign().orElseThrow().heardAt(), now);
        String error =
                Outcomes.error(
                        ErrorCode.AGENT_UNAVAILABLE,
                        "agent '%s' sent no heartbeat for %d s on attempt %d of node '%s': check that it runs and read its log, or raise fleet.flow.node-timeout"
                                .formatted(
                                        work.node().agent(),
                                        sinceHeartbeat.toSeconds(),
                                        work.attempt(),
                                        work.id()));
        return failed(root, work, ErrorCode.AGENT_UNAVAILABLE, error);
    }

    /** The result of a node that cannot go out, because the task's tokens are used or promised. */
    public static NodeResult withoutTokens(Task root, NodeExecution work) {
        String error =
                Outcomes.error(
                        ErrorCode.TOKEN_BUDGET_EXCEEDED,
                        "nothing of the task's %,d tokens is left for node '%s': raise token_budget or ask for less"
                                .formatted(root.limits().tokenBudget(), work.id()));
        return failed(root.id(), work, ErrorCode.TOKEN_BUDGET_EXCEEDED, error);
    }

    private static NodeResult failed(
            TaskId root, NodeExecution work, ErrorCode code, String error) {
        return new NodeResult(
                root.node(work.id()),
                work.id(),
                work.attempt(),
                TaskState.FAILED,
                "",
                Optional.of(code),
                error,
                code.retryable(),
                RunUsage.NOTHING,
                List.of(),
                false);
    }

    /** True if its output can be used by others. */
    public boolean succeeded() {
        return state == TaskState.COMPLETED;
    }

    /** The same with an output of at most this many characters; without any for 0. */
    public NodeResult shortened(int atMost) {
        String stored = atMost == 0 ? "" : ContextPacket.cut(output, atMost);
        return stored.equals(output)
                ? this
                : new NodeResult(
                        task,
                        nodeId,
                        attempt,
                        state,
                        stored,
                        code,
                        error,
                        retryable,
                        spent,
                        artifacts,
                        unanswered);
    }
}
