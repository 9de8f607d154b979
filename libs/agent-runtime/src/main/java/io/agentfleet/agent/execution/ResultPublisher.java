package io.agentfleet.agent.execution;

import io.agentfleet.agent.run.RunCompletion;
import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.messaging.retry.RetryUntilAvailable;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.schemas.event.AgentStepEvent;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.schemas.event.ArtifactRecord;
import io.agentfleet.schemas.event.ModelUsageRecord;
import io.agentfleet.taskmodel.event.RunEvents;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.task.Artifact;
import io.agentfleet.taskmodel.task.Failure;
import io.agentfleet.taskmodel.task.Task;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what becomes of a task, keyed by session: steps on {@code agent.steps}, results on
 * {@code agent.results}, and both in the views of tasks that users gave to this agent directly.
 */
public final class ResultPublisher {

    private final RecordLog log;
    private final InstantSource clock;
    private final Map<String, String> versions;
    private final RunObserver views;

    /**
     * @param versions of agent and model, for records that no run answers
     */
    public ResultPublisher(
            RecordLog log, InstantSource clock, Map<String, String> versions, RunObserver views) {
        this.log = log;
        this.clock = clock;
        this.versions = Map.copyOf(versions);
        this.views = views;
    }

    /** The task arrived. */
    void accepted(Task task) {
        views.accepted(task);
    }

    /** Takes the steps of an attempt in their order; never waits for the log. */
    Consumer<TaskEvent.Stepped> steps(Task task) {
        AtomicInteger sequence = new AtomicInteger();
        return step -> {
            if (step.isPartial()) {
                views.said(task, step);
                return;
            }
            int number = sequence.incrementAndGet();
            publish(task, number, step);
            views.stepped(task, number, step);
        };
    }

    private void publish(Task task, int sequence, TaskEvent.Stepped step) {
        AgentStepEvent event =
                AgentStepEvent.newBuilder()
                        .setTaskId(task.id().value())
                        .setRootTaskId(task.rootId().value())
                        .setSessionId(task.session().value())
                        .setAgent(task.agent().value())
                        .setNodeId(task.nodeId())
                        .setAttempt(task.attempt())
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
                        .setModel(usage(step.model()))
                        .build();
        log.publishAsync(Topics.STEPS, task.session().value(), event);
    }

    private static @Nullable ModelUsageRecord usage(@Nullable ModelUsage model) {
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

    /** The task ended: returns when its result is on the log, however long the log is away. */
    void ended(Task task, RunCompletion.Ended ended) throws InterruptedException {
        publish(task, ended);
        views.ended(task, ended.result());
    }

    /** Returns when the result is on the log, however long the log is away. */
    void publish(Task task, RunCompletion.Ended ended) throws InterruptedException {
        publish(event(task, ended));
    }

    /** The result of a record that is an event but no usable task. */
    void refused(AgentTaskEvent event, ErrorCode code, String reason) throws InterruptedException {
        publish(refusal(event, code, reason));
    }

    private void publish(AgentResultEvent result) throws InterruptedException {
        RetryUntilAvailable.until(() -> {
            log.publish(Topics.RESULTS, result.getSessionId(), result);
            return result;
        });
    }

    /** The same bytes for the same end. */
    private static AgentResultEvent event(Task task, RunCompletion.Ended ended) {
        RunResult result = ended.result();
        Optional<ErrorCode> code = RunEvents.code(result.outcome());
        return AgentResultEvent.newBuilder()
                .setTaskId(task.id().value())
                .setRootTaskId(task.rootId().value())
                .setParentTaskId(task.parentId().map(TaskId::value).orElse(""))
                .setSessionId(task.session().value())
                .setAgent(task.agent().value())
                .setNodeId(task.nodeId())
                .setAttempt(task.attempt())
                .setStatus(RunEvents.state(result.outcome()).name())
                .setOutput(RunEvents.output(result.outcome()))
                .setError(RunEvents.error(result.outcome()))
                .setErrorCode(code.map(ErrorCode::wire).orElse(""))
                .setRetryable(code.map(ErrorCode::retryable).orElse(false))
                .setStepsUsed(result.steps())
                .setTokensUsed(result.usage().total())
                .setToolCalls(result.toolCalls())
                .setDurationMs(result.took().toMillis())
                .setArtifacts(artifacts(result.artifacts()))
                .setVersions(ended.versions())
                .setCreatedAt(ended.endedAt())
                .setTenant(task.tenant())
                .setUnanswered(result.unanswered())
                .build();
    }

    private AgentResultEvent refusal(AgentTaskEvent event, ErrorCode code, String reason) {
        return AgentResultEvent.newBuilder()
                .setTaskId(event.getTaskId())
                .setRootTaskId(
                        event.getRootTaskId().isBlank() ? event.getTaskId() : event.getRootTaskId())
                .setParentTaskId(event.getParentTaskId())
                .setSessionId(event.getSessionId())
                .setAgent(event.getTargetAgent())
                .setNodeId(event.getNodeId())
                .setAttempt(event.getAttempt())
                .setStatus(TaskState.FAILED.name())
                .setError(new Failure(code, reason).text())
                .setErrorCode(code.wire())
                .setVersions(versions)
                .setCreatedAt(clock.instant())
                .setTenant(event.getTenant())
                .build();
    }

    private static List<ArtifactRecord> artifacts(List<Artifact> artifacts) {
        return artifacts.stream()
                .map(a -> new ArtifactRecord(a.name(), a.mediaType(), a.uri(), a.sizeBytes()))
                .toList();
    }
}
