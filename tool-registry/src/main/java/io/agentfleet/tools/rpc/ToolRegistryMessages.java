package io.agentfleet.tools.rpc;

import io.agentfleet.proto.tools.v1.InvokeToolResponse;
import io.agentfleet.proto.tools.v1.ProducedFile;
import io.agentfleet.proto.tools.v1.ToolDefinition;
import io.agentfleet.tools.call.CallOutcome;
import io.agentfleet.tools.call.CallResult;
import io.agentfleet.tools.catalog.DefinitionDraft;

/** Messages of the gRPC contract to and from the registry's own words. */
final class ToolRegistryMessages {

    private ToolRegistryMessages() {}

    static DefinitionDraft draft(ToolDefinition message) {
        return new DefinitionDraft(
                message.getName(),
                message.getVersion(),
                message.getDescription(),
                message.getParameters(),
                message.getEndpoint(),
                message.getHealthUrl(),
                message.getAuthType(),
                message.getRateLimit(),
                message.getTimeoutMs(),
                message.getRisk(),
                message.getOutputSchema(),
                message.getOwner(),
                message.getWrites(),
                message.getIdempotent());
    }

    static ToolDefinition definition(io.agentfleet.tools.catalog.ToolDefinition tool) {
        return ToolDefinition.newBuilder()
                .setName(tool.name().value())
                .setVersion(tool.version().toString())
                .setDescription(tool.description())
                .setParameters(tool.parameters())
                .setEndpoint(tool.endpoint().toString())
                .setHealthUrl(tool.healthUrl())
                .setAuthType(io.agentfleet.tools.catalog.ToolDefinition.AUTH_TYPE)
                .setRateLimit(tool.rateLimit())
                .setTimeoutMs((int) tool.timeout().toMillis())
                .setRisk(tool.risk().wire())
                .setOutputSchema(tool.outputSchema())
                .setOwner(tool.owner())
                .setWrites(tool.writes())
                .setIdempotent(tool.idempotent())
                .build();
    }

    static InvokeToolResponse response(CallResult result) {
        InvokeToolResponse.Builder response =
                InvokeToolResponse.newBuilder()
                        .setOutcome(result.outcome().status())
                        .setDurationMs(result.took().toMillis())
                        .setVersion(result.version());
        result.outcome().errorCode().ifPresent(code -> response.setErrorCode(code.wire()));
        switch (result.outcome()) {
            case CallOutcome.Succeeded(String content, var files) -> {
                response.setContent(content);
                files.forEach(file -> response.addFiles(file(file)));
            }
            case CallOutcome.Rejected(_, String reason) -> response.setError(reason);
            case CallOutcome.Failed(_, String reason) -> response.setError(reason);
        }
        return response.build();
    }

    private static ProducedFile file(CallOutcome.ProducedFile file) {
        return ProducedFile.newBuilder()
                .setName(file.name())
                .setMediaType(file.mediaType())
                .setUri(file.uri())
                .setSizeBytes(file.sizeBytes())
                .build();
    }
}
