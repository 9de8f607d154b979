package io.agentfleet.orchestrator.view;

import io.agentfleet.agent.log.kafka.EventCodecs;
import io.agentfleet.agent.view.EventName;
import io.agentfleet.agent.view.TaskEvent;
import io.agentfleet.agent.view.TaskViews;
import io.agentfleet.orchestrator.flow.LifecycleJson;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentStepEvent;
import io.agentfleet.schemas.event.TaskLifecycleEvent;
import org.jspecify.annotations.Nullable;

/**
 * Folds the records of {@code agent.events} and {@code agent.steps} into views. An event that comes
 * again has the name it had, so it is appended once. Steps of tasks that are their own root are
 * left out: their agent tells of them itself.
 */
public final class ViewProjector {

    private final EventCodecs codecs;
    private final TaskViews views;

    public ViewProjector(EventCodecs codecs, TaskViews views) {
        this.codecs = codecs;
        this.views = views;
    }

    /**
     * Projects one record.
     *
     * @throws io.agentfleet.schemas.FleetException with UNREADABLE_RECORD if it can never be
     *     projected, with a retryable code if it can later
     * @throws IllegalArgumentException if it names a task that cannot be
     */
    public void project(String topic, byte @Nullable [] value) {
        if (topic.equals(Topics.STEPS)) {
            step(codecs.of(AgentStepEvent.class).decode(topic, value));
        } else {
            lifecycle(codecs.of(TaskLifecycleEvent.class).decode(topic, value));
        }
    }

    void lifecycle(TaskLifecycleEvent told) {
        TaskEvent event = LifecycleJson.read(told.getDetail());
        views.append(new TaskId(told.getTaskId()), EventName.told(told.getSequence()), event);
    }

    void step(AgentStepEvent step) {
        if (step.getTaskId().equals(step.getRootTaskId())) {
            return;
        }
        TaskId root = new TaskId(step.getRootTaskId());
        views.append(
                root,
                EventName.step(
                        root, new TaskId(step.getTaskId()), step.getAttempt(), step.getSequence()),
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
                        step.getDurationMs()));
    }
}
