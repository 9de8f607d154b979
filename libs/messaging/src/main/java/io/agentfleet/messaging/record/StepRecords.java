package io.agentfleet.messaging.record;

import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.event.AgentStepEvent;
import io.agentfleet.schemas.event.ModelUsageRecord;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.task.Task;
import org.jspecify.annotations.Nullable;

/** Steps as records of {@code agent.steps} and back: the only place that knows both. */
public final class StepRecords {

    private StepRecords() {}

    /**
     * A step as a record.
     *
     * @param task the one at work, or the root that it serves
     * @param run the task whose run took the step
     * @param sequence counts the steps of the run's attempt from 1
     */
    public static AgentStepEvent event(
            Task task, TaskId run, int sequence, TaskEvent.Stepped step) {
        return AgentStepEvent.newBuilder()
                .setTaskId(run.value())
                .setRootTaskId(task.rootId().value())
                .setSessionId(task.session().value())
                .setAgent(step.agent())
                .setNodeId(step.nodeId())
                .setAttempt(step.attempt())
                .setStepNumber(step.number())
                .setSequence(sequence)
                .setType(step.kind())
                .setContent(step.content())
                .setTool(step.tool())
                .setStatus(step.status())
                .setTokens(step.tokens())
                .setDurationMs(step.durationMs())
                .setCreatedAt(step.at())
                .setTenant(task.tenant())
                .setModel(record(step.model()))
                .build();
    }

    private static @Nullable ModelUsageRecord record(@Nullable ModelUsage model) {
        return model == null
                ? null
                : new ModelUsageRecord(
                        model.model(),
                        model.servedBy(),
                        model.route(),
                        model.fromCache(),
                        model.tokens().input(),
                        model.tokens().output(),
                        model.tokens().cachedInput(),
                        model.tokens().reasoning(),
                        model.cost().nanos());
    }

    /** What a model took, as a step tells; null for a step that asked none. */
    public static @Nullable ModelUsage usage(AgentStepEvent step) {
        ModelUsageRecord model = step.getModel();
        return model == null
                ? null
                : new ModelUsage(
                        model.getModel(),
                        model.getServedBy(),
                        model.getRoute(),
                        model.getFromCache(),
                        new TokenUsage(
                                model.getInputTokens(),
                                model.getOutputTokens(),
                                model.getCachedInputTokens(),
                                model.getReasoningTokens()),
                        new Money(model.getCostNanos()));
    }
}
