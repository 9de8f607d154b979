package io.agentfleet.agentservice.assembly;

import io.agentfleet.agent.execution.RunService;
import io.agentfleet.taskapi.service.SynchronousRun;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.task.Task;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;

/** An agent's own loop, in this process. A service with a bean of its own type takes its place. */
@DefaultBean
@ApplicationScoped
public class LocalRun implements SynchronousRun {

    private final RunService runs;

    LocalRun(RunService runs) {
        this.runs = runs;
    }

    @Override
    public RunResult run(Task task, Consumer<TaskEvent> events) {
        return runs.run(task, events::accept);
    }
}
