package io.agentfleet.agent.rest;

import io.agentfleet.agent.run.RunResult;
import io.agentfleet.agent.run.Task;
import io.agentfleet.agent.view.TaskStory;
import io.agentfleet.agent.view.TaskView;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.schemas.story.Artifact;
import java.util.List;

/** The bodies that the door answers with. */
final class Answers {

    private Answers() {}

    /** Of {@code POST /run}. */
    record Run(
            String taskId,
            String sessionId,
            TaskState status,
            String output,
            int stepsUsed,
            int tokensUsed,
            int toolCalls,
            String error,
            long durationMs,
            List<Artifact> artifacts) {

        static Run of(Task task, RunResult result) {
            return new Run(
                    task.id().value(),
                    task.session().value(),
                    TaskStory.state(result.outcome()),
                    TaskStory.output(result.outcome()),
                    result.steps(),
                    result.usage().total(),
                    result.toolCalls(),
                    TaskStory.error(result.outcome()),
                    result.took().toMillis(),
                    result.artifacts());
        }
    }

    /**
     * Of {@code GET /tasks}.
     *
     * @param nextCursor empty on the last page
     */
    record TaskList(List<TaskView> tasks, String nextCursor) {}
}
