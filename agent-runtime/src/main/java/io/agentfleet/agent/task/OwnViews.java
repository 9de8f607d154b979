package io.agentfleet.agent.task;

import io.agentfleet.agent.run.RunResult;
import io.agentfleet.agent.run.Task;
import io.agentfleet.agent.view.EventName;
import io.agentfleet.agent.view.TaskEvent;
import io.agentfleet.agent.view.TaskStory;
import io.agentfleet.agent.view.TaskViews;
import io.agentfleet.schemas.FleetException;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Tells what becomes of tasks that users gave to this agent directly. Tasks of a plan are told by
 * the orchestrator, from the log. A view that cannot be written never stops a run.
 */
public final class OwnViews {

    private static final Logger LOG = Logger.getLogger(OwnViews.class);

    private final TaskViews views;
    private final InstantSource clock;

    public OwnViews(TaskViews views, InstantSource clock) {
        this.views = views;
        this.clock = clock;
    }

    /** The task arrived. */
    public void accepted(Task task) {
        append(task, EventName.ACCEPTED, TaskStory.accepted(task));
    }

    /** The task's run did something; {@code sequence} counts the attempt's steps from 1. */
    public void stepped(Task task, int sequence, TaskEvent.Stepped step) {
        append(task, EventName.step(task.rootId(), task.id(), task.attempt(), sequence), step);
    }

    /** The task's run ended. */
    public void ended(Task task, RunResult result) {
        append(task, EventName.told(2), TaskStory.ended(result, clock.instant()));
    }

    private void append(Task task, EventName name, TaskEvent event) {
        if (!task.isRoot()) {
            return;
        }
        try {
            views.append(task.id(), name, event);
        } catch (FleetException e) {
            LOG.warnf(
                    "view_not_written task=%s event=%s reason=%s", task.id(), name, e.getMessage());
        }
    }
}
