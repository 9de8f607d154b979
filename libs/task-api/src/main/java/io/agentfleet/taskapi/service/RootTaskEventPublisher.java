package io.agentfleet.taskapi.service;

import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.TaskLifecycleEvent;
import io.agentfleet.taskapi.view.TaskViews;
import io.agentfleet.taskapi.view.TextDeltas;
import io.agentfleet.taskmodel.event.EventId;
import io.agentfleet.taskmodel.event.RunEvents;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.event.TaskEventJson;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.task.Task;
import java.time.InstantSource;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Publishes the events of tasks that users gave to this agent directly: at once in the views, and
 * on {@code agent.events}, from which the orchestrator brings views back that were lost. Tasks of a
 * plan are published by the orchestrator alone. A view that cannot be written never stops a run.
 */
public final class RootTaskEventPublisher {

    private static final Logger LOG = Logger.getLogger(RootTaskEventPublisher.class);

    private static final int ACCEPTED = 1;
    private static final int ENDED = 2;

    private final TaskViews views;
    private final TextDeltas deltas;
    private final RecordLog log;
    private final InstantSource clock;

    public RootTaskEventPublisher(
            TaskViews views, TextDeltas deltas, RecordLog log, InstantSource clock) {
        this.views = views;
        this.deltas = deltas;
        this.log = log;
        this.clock = clock;
    }

    /** The task arrived. */
    public void accepted(Task task) {
        publish(task, ACCEPTED, TaskState.PENDING, RunEvents.accepted(task));
    }

    /**
     * The task's run, or that of a node of its plan, did something; {@code sequence} counts the
     * attempt's steps from 1.
     */
    public void stepped(Task task, int sequence, TaskEvent.Stepped step) {
        boolean isOwn = step.nodeId().equals(task.nodeId());
        TaskId run = isOwn ? task.id() : task.id().node(step.nodeId());
        append(task, EventId.step(task.rootId(), run, step.attempt(), sequence), step);
    }

    /** A model is saying something, for this task or a node of any plan. */
    public void said(Task task, TaskEvent.Stepped piece) {
        deltas.publish(task.rootId(), piece);
    }

    /** The task's run ended. */
    public void ended(Task task, RunResult result) {
        TaskEvent.Ended ended = RunEvents.ended(result, clock.instant());
        publish(task, ENDED, ended.state(), ended);
    }

    private void publish(Task task, int sequence, TaskState state, TaskEvent event) {
        append(task, EventId.ofTask(sequence), event);
        if (!task.isRoot()) {
            return;
        }
        try {
            log.publishAsync(
                    Topics.EVENTS,
                    task.session().value(),
                    TaskLifecycleEvent.newBuilder()
                            .setTaskId(task.id().value())
                            .setSessionId(task.session().value())
                            .setSequence(sequence)
                            .setType(
                                    sequence == ACCEPTED
                                            ? "accepted"
                                            : state.name().toLowerCase(Locale.ROOT))
                            .setStatus(state.name())
                            .setAgent(task.agent().value())
                            .setDetail(TaskEventJson.write(event))
                            .setCreatedAt(event.at())
                            .setTenant(task.tenant())
                            .build());
        } catch (FleetException e) {
            LOG.warnf("event_not_published task=%s reason=%s", task.id(), e.getMessage());
        }
    }

    private void append(Task task, EventId name, TaskEvent event) {
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
