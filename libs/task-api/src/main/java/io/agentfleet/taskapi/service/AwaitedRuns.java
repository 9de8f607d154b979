package io.agentfleet.taskapi.service;

import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs whose callers wait, behind {@code POST /run} and gRPC alike: a repeated request must ask for
 * the same, and a user's task is shown in the views from its start to its end. A run whose process
 * crashed keeps its last state there until the request is repeated; a failed one stays failed
 * there, even if a repeated request succeeds.
 */
@ApplicationScoped
public class AwaitedRuns {

    private final SynchronousRun runs;
    private final TaskService tasks;
    private final RootTaskEventPublisher publisher;

    AwaitedRuns(SynchronousRun runs, TaskService tasks, RootTaskEventPublisher publisher) {
        this.runs = runs;
        this.tasks = tasks;
        this.publisher = publisher;
    }

    /**
     * Runs to the end; interruptible.
     *
     * @throws io.agentfleet.schemas.FleetException CONFLICT if the task is known and asked for
     *     something else, UNKNOWN_DATA_SOURCE
     */
    public RunResult run(Task task, Consumer<TaskEvent> events) {
        if (!task.isRoot()) {
            return runs.run(task, events);
        }
        tasks.requireAcceptable(task);
        publisher.accepted(task);
        Map<String, Integer> steps = new HashMap<>();
        RunResult result =
                runs.run(
                        task,
                        event -> {
                            if (event instanceof TaskEvent.Stepped step) {
                                show(task, step, steps);
                            }
                            events.accept(event);
                        });
        publisher.ended(task, result);
        return result;
    }

    private void show(Task task, TaskEvent.Stepped step, Map<String, Integer> steps) {
        if (step.isPartial()) {
            publisher.said(task, step);
            return;
        }
        String run = step.nodeId() + ":" + step.attempt();
        publisher.stepped(task, steps.merge(run, 1, Integer::sum), step);
    }
}
