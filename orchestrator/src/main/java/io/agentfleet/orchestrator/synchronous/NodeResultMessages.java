package io.agentfleet.orchestrator.synchronous;

import io.agentfleet.orchestrator.session.NodeResult;
import io.agentfleet.orchestrator.session.RunUsage;
import io.agentfleet.proto.agents.v1.StepEvent;
import io.agentfleet.proto.agents.v1.TaskResponse;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.task.Artifact;
import io.agentfleet.taskmodel.task.Failure;
import io.agentfleet.taskmodel.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Converts gRPC messages of an agent to node results. */
final class NodeResultMessages {

    private NodeResultMessages() {}

    static NodeResult failed(Task task, ErrorCode code, String reason) {
        return new NodeResult(
                task.id(),
                task.nodeId(),
                task.attempt(),
                TaskState.FAILED,
                "",
                Optional.of(code),
                new Failure(code, reason).text(),
                code.retryable(),
                RunUsage.NOTHING,
                List.of(),
                false);
    }

    static NodeResult result(Task task, TaskResponse response) {
        Optional<ErrorCode> code = Failure.parse(response.getError()).map(Failure::code);
        return new NodeResult(
                task.id(),
                task.nodeId(),
                task.attempt(),
                state(response.getStatus()),
                response.getOutput(),
                code,
                response.getError(),
                code.map(ErrorCode::retryable).orElse(false),
                new RunUsage(
                        response.getStepsUsed(),
                        response.getTokensUsed(),
                        new Money(response.getCostNanos()),
                        response.getToolCalls()),
                response.getArtifactsList().stream()
                        .map(file ->
                                new Artifact(
                                        file.getName(),
                                        file.getMediaType(),
                                        file.getUri(),
                                        file.getSizeBytes()))
                        .toList(),
                response.getUnanswered());
    }

    /** A synchronous call has no retry: a result that is not final has failed. */
    private static TaskState state(String status) {
        return switch (status) {
            case "COMPLETED" -> TaskState.COMPLETED;
            case "CANCELLED" -> TaskState.CANCELLED;
            default -> TaskState.FAILED;
        };
    }

    static TaskEvent.Stepped step(Task task, StepEvent event, Instant at) {
        return new TaskEvent.Stepped(
                at,
                task.nodeId(),
                task.agent().value(),
                task.attempt(),
                event.getStepNumber(),
                event.getType(),
                event.getContent(),
                event.getTool(),
                event.getStatus(),
                event.getTokens(),
                event.getDurationMs(),
                event.hasModel() ? usage(event.getModel()) : null);
    }

    private static ModelUsage usage(StepEvent.Model model) {
        return new ModelUsage(
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
