package io.agentfleet.executor.rpc;

import io.agentfleet.executor.sandbox.CallOrigin;
import io.agentfleet.executor.sandbox.ExecutionOutcome;
import io.agentfleet.executor.sandbox.ProducedFile;
import io.agentfleet.executor.sandbox.ToolDescriptor;
import io.agentfleet.proto.tools.v1.CallContext;
import io.agentfleet.proto.tools.v1.ExecuteToolResponse;
import io.agentfleet.schemas.ErrorCode;

/** Between the executor's records and the messages of {@code agents.tools.v1}. */
final class ToolEndpointMessages {

    private static final String OWNER = "tool-executor";

    private ToolEndpointMessages() {}

    static ExecuteToolResponse response(ExecutionOutcome outcome) {
        return switch (outcome) {
            case ExecutionOutcome.Succeeded succeeded -> succeeded(succeeded);
            case ExecutionOutcome.Rejected(ErrorCode code, String message) ->
                    ended("rejected", code, message);
            case ExecutionOutcome.Failed(ErrorCode code, String message) ->
                    ended("failed", code, message);
        };
    }

    static CallOrigin origin(CallContext context) {
        return new CallOrigin(
                context.getIdempotencyKey(),
                context.getTenant(),
                context.getSessionId(),
                context.getTaskId(),
                context.getAgent(),
                context.getStep());
    }

    private static ExecuteToolResponse succeeded(ExecutionOutcome.Succeeded succeeded) {
        ExecuteToolResponse.Builder response =
                ExecuteToolResponse.newBuilder()
                        .setOutcome("succeeded")
                        .setContent(succeeded.answer().content().toString());
        succeeded.answer().files().forEach(file -> response.addFiles(message(file)));
        return response.build();
    }

    private static ExecuteToolResponse ended(String outcome, ErrorCode code, String message) {
        return ExecuteToolResponse.newBuilder()
                .setOutcome(outcome)
                .setErrorCode(code.wire())
                .setError(message)
                .build();
    }

    private static io.agentfleet.proto.tools.v1.ProducedFile message(ProducedFile file) {
        return io.agentfleet.proto.tools.v1.ProducedFile.newBuilder()
                .setName(file.name())
                .setMediaType(file.mediaType())
                .setUri(file.uri().toString())
                .setSizeBytes(file.sizeBytes())
                .build();
    }

    static io.agentfleet.proto.tools.v1.ToolDefinition message(
            ToolDescriptor definition, String address) {
        return io.agentfleet.proto.tools.v1.ToolDefinition.newBuilder()
                .setName(definition.name())
                .setVersion(definition.version())
                .setDescription(definition.description())
                .setParameters(definition.parameters())
                .setOutputSchema(definition.output())
                .setEndpoint(address)
                .setHealthUrl("http://%s/ready".formatted(address))
                .setAuthType("none")
                .setRisk("auto")
                .setRateLimit(definition.rateLimit())
                .setTimeoutMs(Math.toIntExact(definition.timeLimit().toMillis()))
                .setOwner(OWNER)
                .setWrites(definition.writes())
                .setIdempotent(definition.idempotent())
                .build();
    }
}
