package io.agentfleet.orchestrator.machine;

import io.agentfleet.orchestrator.session.ContextPacket;
import io.agentfleet.orchestrator.session.NodeExecution;
import io.agentfleet.orchestrator.session.NodeResult;
import io.agentfleet.orchestrator.session.Outcomes;
import io.agentfleet.orchestrator.session.PlanExecution;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.task.Task;
import java.time.Duration;
import java.time.Instant;

/** Builds the events of a plan execution from its state. */
final class TaskEvents {

    private static final int SHOWN_PROMPT = 2_000;

    private static final Duration LONGEST_ON_THE_WAY = Duration.ofDays(1);

    private TaskEvents() {}

    static TaskEvent accepted(Task task, Instant acceptedAt) {
        return new TaskEvent.Accepted(
                created(task.createdAt(), acceptedAt),
                task.session().value(),
                task.tenant(),
                task.agent().value(),
                task.prompt(),
                task.metadata(),
                task.limits().maxSteps(),
                task.limits().tokenBudget());
    }

    /** The time that the record says, or that of its arrival if a program left a senseless one. */
    static Instant created(Instant said, Instant acceptedAt) {
        boolean possible =
                !said.isAfter(acceptedAt) && said.isAfter(acceptedAt.minus(LONGEST_ON_THE_WAY));
        return possible ? said : acceptedAt;
    }

    static TaskEvent planned(PlanExecution execution, Instant at) {
        return new TaskEvent.Planned(
                at,
                execution.nodes().stream()
                        .map(NodeExecution::node)
                        .map(node ->
                                new TaskEvent.PlannedNode(
                                        node.id(),
                                        node.agent().value(),
                                        ContextPacket.cut(node.prompt(), SHOWN_PROMPT),
                                        node.dependsOn()))
                        .toList());
    }

    static TaskEvent started(NodeExecution work, Instant at) {
        return new TaskEvent.NodeStarted(
                at, work.id(), work.node().agent().value(), work.attempt());
    }

    /** Of a node that ended by itself. */
    static TaskEvent ended(NodeExecution work, Instant at) {
        if (work.state() == NodeExecution.State.COMPLETED) {
            String limit = work.result().map(NodeResult::error).orElse("");
            return ended(work, TaskState.COMPLETED, limit, at);
        }
        return ended(work, TaskState.FAILED, Outcomes.reason(work), at);
    }

    static TaskEvent ended(NodeExecution work, TaskState state, String error, Instant at) {
        return new TaskEvent.NodeEnded(at, work.id(), work.node().agent().value(), state, error);
    }
}
