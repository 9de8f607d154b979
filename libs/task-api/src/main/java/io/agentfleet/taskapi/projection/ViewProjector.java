package io.agentfleet.taskapi.projection;

import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.messaging.record.StepRecords;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentStepEvent;
import io.agentfleet.schemas.event.TaskLifecycleEvent;
import io.agentfleet.taskapi.view.TaskViews;
import io.agentfleet.taskmodel.event.EventId;
import io.agentfleet.taskmodel.event.IdentifiedEvent;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.event.TaskEventJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of {@code agent.events} and {@code agent.steps} into views. An event that comes
 * again has the name it had, so it is appended once. Direct tasks are projected here too, although
 * their agent wrote the view: a rebuild has only the log.
 */
public final class ViewProjector {

    private final EventCodecs codecs;
    private final TaskViews views;

    public ViewProjector(EventCodecs codecs, TaskViews views) {
        this.codecs = codecs;
        this.views = views;
    }

    /** An event and the task whose view it belongs to. */
    record Filed(TaskId task, IdentifiedEvent event) {}

    /**
     * The event in a record.
     *
     * @throws io.agentfleet.schemas.FleetException with UNREADABLE_RECORD if there will never be
     *     one, with a retryable code if there may later
     * @throws IllegalArgumentException if it names a task or event that cannot be
     */
    Filed read(String topic, byte @Nullable [] value) {
        return topic.equals(Topics.STEPS)
                ? step(codecs.of(AgentStepEvent.class).decode(topic, value))
                : lifecycle(codecs.of(TaskLifecycleEvent.class).decode(topic, value));
    }

    static Filed lifecycle(TaskLifecycleEvent event) {
        return new Filed(
                new TaskId(event.getTaskId()),
                new IdentifiedEvent(
                        EventId.ofTask(event.getSequence()),
                        TaskEventJson.read(event.getDetail())));
    }

    static Filed step(AgentStepEvent step) {
        TaskId root = new TaskId(step.getRootTaskId());
        TaskId task = new TaskId(step.getTaskId());
        return new Filed(
                root,
                new IdentifiedEvent(
                        EventId.step(root, task, step.getAttempt(), step.getSequence()),
                        new TaskEvent.Stepped(
                                step.getCreatedAt(),
                                step.getNodeId(),
                                step.getAgent(),
                                step.getAttempt(),
                                step.getStepNumber(),
                                step.getType(),
                                step.getContent(),
                                step.getTool(),
                                step.getStatus(),
                                step.getTokens(),
                                step.getDurationMs(),
                                StepRecords.usage(step))));
    }

    /** Puts a task's events into its view, in one step. */
    void append(TaskId task, List<IdentifiedEvent> events) {
        views.append(task, events);
    }
}
