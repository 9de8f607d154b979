package io.agentfleet.taskapi.service;

import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs whose callers wait, behind {@code POST /run} and gRPC alike: a repeat must ask for the same,
 * and a user's task is shown in the views from its start to its end. A run that broke off with its
 * process stays there as it stood until it is repeated; one that failed stays failed there, also if
 * a repeat succeeds.
 */
@ApplicationScoped
public class AwaitedRuns {

    private final SynchronousRun runs;
    private final TaskService tasks;
    private final OwnTaskEvents own;

    AwaitedRuns(SynchronousRun runs, TaskService tasks, OwnTaskEvents own) {
        this.runs = runs;
        this.tasks = tasks;
        this.own = own;
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
        own.accepted(task);
        Map<String, Integer> steps = new HashMap<>();
        RunResult result =
                runs.run(
                        task,
                        event -> {
                            if (event instanceof TaskEvent.Stepped step) {
                                String run = step.nodeId() + ":" + step.attempt();
                                own.stepped(task, steps.merge(run, 1, Integer::sum), step);
                            }
                            events.accept(event);
                        });
        own.ended(task, result);
        return result;
    }
}
