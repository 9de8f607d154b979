package io.agentfleet.taskapi.rest;

import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.RunEvents;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.task.Artifact;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.taskmodel.view.TaskView;
import java.util.List;

/** The bodies that the door answers with. */
final class TaskResponses {

    private TaskResponses() {}

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
                    RunEvents.state(result.outcome()),
                    RunEvents.output(result.outcome()),
                    result.steps(),
                    result.usage().total(),
                    result.toolCalls(),
                    RunEvents.error(result.outcome()),
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
