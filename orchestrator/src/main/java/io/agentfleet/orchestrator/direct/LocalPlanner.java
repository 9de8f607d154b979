package io.agentfleet.orchestrator.direct;

import io.agentfleet.agent.run.RunResult;
import io.agentfleet.agent.run.Task;
import io.agentfleet.agent.task.AgentRuns;
import io.agentfleet.agent.view.TaskStory;
import io.agentfleet.orchestrator.session.NodeResult;
import io.agentfleet.orchestrator.session.Spent;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.story.TaskEvent;
import java.util.Optional;
import java.util.function.Consumer;

/** Plans in this process: the planner is hosted here. */
final class LocalPlanner implements NodeCalls {

    private final AgentRuns runs;

    LocalPlanner(AgentRuns runs) {
        this.runs = runs;
    }

    @Override
    public NodeResult call(Task task, Consumer<TaskEvent.Stepped> steps) {
        RunResult result = runs.run(task, steps);
        Optional<ErrorCode> code = TaskStory.code(result.outcome());
        return new NodeResult(
                task.id(),
                task.nodeId(),
                task.attempt(),
                TaskStory.state(result.outcome()),
                TaskStory.output(result.outcome()),
                code,
                TaskStory.error(result.outcome()),
                code.map(ErrorCode::retryable).orElse(false),
                new Spent(result.steps(), result.usage().total(), result.toolCalls()),
                result.artifacts());
    }
}
