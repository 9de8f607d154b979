package io.agentfleet.taskapi.grpc;

import io.agentfleet.access.identity.Identity;
import io.agentfleet.proto.agents.v1.Artifact;
import io.agentfleet.proto.agents.v1.StepEvent;
import io.agentfleet.proto.agents.v1.TaskRequest;
import io.agentfleet.proto.agents.v1.TaskResponse;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.event.RunEvents;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.task.RunLimits;
import io.agentfleet.taskmodel.task.SubmissionValidator;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.taskmodel.task.TaskSubmission;
import java.time.Instant;
import java.util.Optional;

/** Tasks, results and steps as gRPC messages: the only place that knows both. */
public final class TaskMessages {

    private TaskMessages() {}

    /**
     * The checked task of a request.
     *
     * @param caller if known: a person's task is a root task of their tenant, whatever the request
     *     says; a service speaks for the tenant it names
     * @param deadline of the call
     */
    static Task task(
            TaskRequest given,
            Optional<Identity> caller,
            SubmissionValidator check,
            Optional<Instant> deadline) {
        Optional<Identity> person = caller.filter(who -> !who.isService());
        TaskRequest request = person.isPresent() ? ofAPerson(given) : given;
        TaskSubmission submission = submission(request);
        TaskSubmission own =
                person.map(who -> submission.of(who.tenant(), who.prefix())).orElse(submission);
        Task asked = request.getParentTaskId().isEmpty() ? check.task(own) : check.node(own);
        return new Task(
                asked.id(),
                idOr(request.getRootTaskId(), asked.id()),
                optional(request.getParentTaskId()).map(SubmissionValidator::taskId),
                request.getNodeId(),
                asked.session(),
                request.getParentTaskId().isEmpty() ? "client" : "agent",
                asked.agent(),
                asked.prompt(),
                asked.context(),
                asked.metadata(),
                new RunLimits(asked.limits().maxSteps(), asked.limits().tokenBudget(), deadline),
                1,
                Math.max(0, request.getDepth()),
                asked.idempotencyKey(),
                asked.tenant(),
                asked.createdAt(),
                request.getGrant());
    }

    private static TaskRequest ofAPerson(TaskRequest given) {
        return given.toBuilder()
                .clearRootTaskId()
                .clearParentTaskId()
                .clearNodeId()
                .clearDepth()
                .clearContext()
                .clearGrant()
                .build();
    }

    private static TaskSubmission submission(TaskRequest request) {
        return new TaskSubmission(
                optional(request.getTaskId()),
                optional(request.getSessionId()),
                request.getPrompt(),
                request.getContextMap(),
                request.getMetadataMap(),
                optional(request.getMaxSteps()),
                optional(request.getTokenBudget()),
                optional(request.getIdempotencyKey()),
                request.getTenant(),
                "");
    }

    private static Optional<String> optional(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private static Optional<Integer> optional(int value) {
        return value == 0 ? Optional.empty() : Optional.of(value);
    }

    private static TaskId idOr(String value, TaskId fallback) {
        return optional(value).map(SubmissionValidator::taskId).orElse(fallback);
    }

    /** The request that asks another agent for this task. */
    public static TaskRequest request(Task task) {
        return TaskRequest.newBuilder()
                .setTaskId(task.id().value())
                .setSessionId(task.session().value())
                .setPrompt(task.prompt())
                .putAllMetadata(task.metadata())
                .setMaxSteps(task.limits().maxSteps())
                .setTokenBudget(task.limits().tokenBudget())
                .setIdempotencyKey(task.idempotencyKey())
                .setRootTaskId(task.rootId().value())
                .setParentTaskId(task.parentId().map(TaskId::value).orElse(""))
                .setNodeId(task.nodeId())
                .setDepth(task.depth())
                .putAllContext(task.context())
                .setTenant(task.tenant())
                .setGrant(task.grant())
                .build();
    }

    /** The outcome of a run. */
    public static TaskResponse response(Task task, RunResult result) {
        TaskResponse.Builder response =
                TaskResponse.newBuilder()
                        .setTaskId(task.id().value())
                        .setStatus(RunEvents.state(result.outcome()).name())
                        .setOutput(RunEvents.output(result.outcome()))
                        .setStepsUsed(result.steps())
                        .setTokensUsed(result.usage().total())
                        .setCostNanos(result.cost().nanos())
                        .setError(RunEvents.error(result.outcome()))
                        .setToolCalls(result.toolCalls())
                        .setDurationMs(result.took().toMillis())
                        .setUnanswered(result.unanswered());
        result.artifacts()
                .forEach(a ->
                        response.addArtifacts(
                                Artifact.newBuilder()
                                        .setName(a.name())
                                        .setMediaType(a.mediaType())
                                        .setUri(a.uri())
                                        .setSizeBytes(a.sizeBytes())));
        return response.build();
    }

    /** A step, as sent on the stream. */
    public static StepEvent step(Task task, TaskEvent.Stepped step) {
        StepEvent.Builder event =
                StepEvent.newBuilder()
                        .setStepNumber(step.number())
                        .setType(step.kind())
                        .setContent(step.content())
                        .setTaskId(task.id().value())
                        .setAgent(step.agent())
                        .setNodeId(step.nodeId())
                        .setTool(step.tool())
                        .setStatus(step.status())
                        .setTokens(step.tokens())
                        .setDurationMs(step.durationMs());
        if (step.model() != null) {
            event.setModel(usage(step.model()));
        }
        return event.build();
    }

    private static StepEvent.Model usage(ModelUsage model) {
        return StepEvent.Model.newBuilder()
                .setModel(model.model())
                .setServedBy(model.servedBy())
                .setRoute(model.route())
                .setFromCache(model.fromCache())
                .setInputTokens(model.tokens().input())
                .setOutputTokens(model.tokens().output())
                .setCachedInputTokens(model.tokens().cachedInput())
                .setReasoningTokens(model.tokens().reasoning())
                .setCostNanos(model.cost().nanos())
                .build();
    }

    /** The last event of a stream. */
    public static StepEvent last(Task task, RunResult result) {
        return StepEvent.newBuilder()
                .setStepNumber(result.steps())
                .setType("result")
                .setContent(RunEvents.output(result.outcome()))
                .setTaskId(task.id().value())
                .setAgent(task.agent().value())
                .setNodeId(task.nodeId())
                .setTokens(result.usage().total())
                .setDurationMs(result.took().toMillis())
                .setResult(response(task, result))
                .build();
    }
}
