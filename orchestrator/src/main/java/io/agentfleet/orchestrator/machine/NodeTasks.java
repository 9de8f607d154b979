package io.agentfleet.orchestrator.machine;

import io.agentfleet.orchestrator.plan.Plan;
import io.agentfleet.orchestrator.session.ContextPacket;
import io.agentfleet.orchestrator.session.NodeExecution;
import io.agentfleet.orchestrator.session.PlanExecution;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.taskmodel.task.RunLimits;
import io.agentfleet.taskmodel.task.Task;
import java.time.Instant;
import java.util.Optional;

/** The task that carries out a node. */
final class NodeTasks {

    private NodeTasks() {}

    /** The node's task for its current attempt; the same whenever it is asked for again. */
    static Task of(PlanExecution execution, NodeExecution work, Instant now) {
        Task root = execution.task();
        boolean planning = work.id().equals(Plan.PLANNING);
        return new Task(
                root.id().node(work.id()),
                root.rootId(),
                Optional.of(root.id()),
                work.id(),
                root.session(),
                AgentName.ORCHESTRATOR.value(),
                work.node().agent(),
                work.node().prompt(),
                planning ? ContextPacket.ofPlanning(execution) : ContextPacket.of(execution, work),
                root.metadata(),
                new RunLimits(
                        root.limits().maxSteps(), work.budget(), Optional.of(execution.deadline())),
                work.attempt(),
                root.depth() + 1,
                "",
                root.tenant(),
                now,
                "");
    }
}
