package io.agentfleet.agent.task;

import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.schemas.event.AgentStepEvent;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.schemas.event.ArtifactRecord;
import io.agentfleet.taskmodel.event.RunEvents;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.task.Artifact;
import io.agentfleet.taskmodel.task.Task;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Steps onto {@code agent.steps}, results onto {@code agent.results}, keyed by session. */
public final class ResultPublisher {

    private final RecordLog log;
    private final InstantSource clock;
    private final RunVersions versions;

    public ResultPublisher(RecordLog log, InstantSource clock, RunVersions versions) {
        this.log = log;
        this.clock = clock;
        this.versions = versions;
    }

    /** Tells a step without waiting; {@code sequence} counts the attempt's steps from 1. */
    public void step(Task task, int sequence, TaskEvent.Stepped step) {
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
                        .build();
        log.tell(Topics.STEPS, task.session().value(), event);
    }

    /** Publishes a result and waits until it is on the log. */
    public void publish(AgentResultEvent result) {
        log.publish(Topics.RESULTS, result.getSessionId(), result);
    }

    /** The result as an event: the same bytes for the same kept run. */
    public AgentResultEvent event(Task task, KeptRun run) {
        RunResult result = run.result();
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
                .setVersions(run.versions())
                .setCreatedAt(run.endedAt())
                .setTenant(task.tenant())
                .setUnanswered(result.unanswered())
                .build();
    }

    /** The result of a task that broke what surrounds its run. */
    AgentResultEvent broken(Task task, Throwable cause) {
        RunResult result =
                AgentRuns.notRun(
                        ErrorCode.INTERNAL,
                        "The task broke its agent: %s; see the agent's log".formatted(cause));
        return event(task, KeptRun.of(result, versions.all(), clock.instant()));
    }

    /** The result of a record that is an event but no usable task. */
    public AgentResultEvent refusal(AgentTaskEvent event, ErrorCode code, String reason) {
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
                .setError(code.wire() + ": " + reason)
                .setErrorCode(code.wire())
                .setVersions(versions.all())
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
