package io.agentfleet.taskmodel.fake;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.task.RunLimits;
import io.agentfleet.taskmodel.task.Task;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Tasks for tests that do not care about most of a task. */
public final class SampleTasks {

    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private SampleTasks() {}

    /** A user's task for the agent {@code search}. */
    public static Task task(String id, String session, String prompt) {
        return task(id, session, prompt, new RunLimits(10, 8192, Optional.empty()), Map.of());
    }

    /** The same with these limits and context packet. */
    public static Task task(
            String id,
            String session,
            String prompt,
            RunLimits limits,
            Map<String, String> context) {
        TaskId taskId = new TaskId(id);
        return new Task(
                taskId,
                taskId,
                Optional.empty(),
                "",
                new SessionId(session),
                "client",
                new AgentName("search"),
                prompt,
                context,
                Map.of(Task.DATA_SOURCE, "sales"),
                limits,
                1,
                0,
                "",
                "default",
                NOON,
                "");
    }
}
