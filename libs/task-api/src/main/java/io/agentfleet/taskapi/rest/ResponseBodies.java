package io.agentfleet.taskapi.rest;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.RunEvents;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.task.Artifact;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.taskmodel.view.TaskView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The response bodies of the REST API. */
final class ResponseBodies {

    private ResponseBodies() {}

    /** Of {@code POST /run}. */
    record Run(
            String taskId,
            String sessionId,
            TaskState status,
            String output,
            int stepsUsed,
            int tokensUsed,
            Money cost,
            int toolCalls,
            String error,
            long durationMs,
            List<Artifact> artifacts,
            boolean unanswered) {

        static Run of(Task task, RunResult result) {
            return new Run(
                    task.id().value(),
                    task.session().value(),
                    RunEvents.state(result.outcome()),
                    RunEvents.output(result.outcome()),
                    result.steps(),
                    result.usage().total(),
                    result.cost(),
                    result.toolCalls(),
                    RunEvents.error(result.outcome()),
                    result.took().toMillis(),
                    result.artifacts(),
                    result.unanswered());
        }
    }

    /**
     * Of {@code GET /}.
     *
     * @param agent who takes tasks here
     * @param paths what each path is for
     */
    record Index(String agent, Map<String, String> paths) {

        static Index of(AgentName agent) {
            Map<String, String> paths = new LinkedHashMap<>();
            paths.put("POST /tasks", "submits a task; answers with its id");
            paths.put("GET /tasks", "tasks, newest first");
            paths.put("GET /tasks/{id}", "where a task stands, and its output");
            paths.put("GET /tasks/{id}/events", "its events, as they happen");
            paths.put("GET /tasks/{id}/log", "what was done for it");
            paths.put("DELETE /tasks/{id}", "cancels it");
            paths.put("POST /run", "carries out a short task while you wait");
            paths.put("GET /openapi", "all of this in full");
            paths.put("GET /health", "whether the process lives");
            paths.put("GET /ready", "whether it can work");
            paths.put("GET /metrics", "figures for Prometheus");
            return new Index(agent.value(), paths);
        }
    }

    /**
     * Of {@code GET /tasks}.
     *
     * @param nextCursor empty on the last page
     */
    record TaskList(List<TaskView> tasks, String nextCursor) {}
}
