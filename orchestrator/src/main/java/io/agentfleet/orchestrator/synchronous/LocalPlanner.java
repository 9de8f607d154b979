package io.agentfleet.orchestrator.synchronous;

import io.agentfleet.agent.execution.RunService;
import io.agentfleet.orchestrator.session.NodeResult;
import io.agentfleet.orchestrator.session.RunUsage;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.taskmodel.event.RunEvents;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.task.Task;
import java.util.Optional;
import java.util.function.Consumer;

/** Plans in this process: the planner is hosted here. */
final class LocalPlanner implements NodeCalls {

    private final RunService runs;

    LocalPlanner(RunService runs) {
        this.runs = runs;
    }

    @Override
    public NodeResult call(Task task, Consumer<TaskEvent.Stepped> steps) {
        RunResult result = runs.run(task, steps);
        Optional<ErrorCode> code = RunEvents.code(result.outcome());
        return new NodeResult(
                task.id(),
                task.nodeId(),
                task.attempt(),
                RunEvents.state(result.outcome()),
                RunEvents.output(result.outcome()),
                code,
                RunEvents.error(result.outcome()),
                code.map(ErrorCode::retryable).orElse(false),
                new RunUsage(
                        result.steps(), result.usage().total(), result.cost(), result.toolCalls()),
                result.artifacts(),
                result.unanswered());
    }
}
