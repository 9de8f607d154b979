package io.agentfleet.agent.tool.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.tool.ToolInvocation;
import io.agentfleet.proto.tools.v1.CallContext;
import io.agentfleet.proto.tools.v1.InvokeToolRequest;
import io.agentfleet.proto.tools.v1.InvokeToolResponse;
import io.agentfleet.proto.tools.v1.ListToolsResponse;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.taskmodel.run.ToolOutcome;
import io.agentfleet.taskmodel.task.Artifact;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tool calls as gRPC messages and back: the only place that knows both. */
final class ToolCallMessages {

    private final ObjectMapper canonical;

    ToolCallMessages(ObjectMapper json) {
        this.canonical = json.copy().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    }

    List<ToolSpecification> specifications(ListToolsResponse response) {
        return response.getToolsList().stream()
                .map(t ->
                        new ToolSpecification(
                                t.getName(), t.getVersion(), t.getDescription(), t.getParameters()))
                .toList();
    }

    InvokeToolRequest request(ToolInvocation invocation) {
        return InvokeToolRequest.newBuilder()
                .setTool(invocation.call().tool())
                .setArguments(invocation.call().arguments())
                .setContext(
                        CallContext.newBuilder()
                                .setTenant(invocation.tenant())
                                .setSessionId(invocation.session().value())
                                .setTaskId(invocation.task().value())
                                .setRootTaskId(invocation.rootTask().value())
                                .setAgent(invocation.agent().value())
                                .setDepth(invocation.depth())
                                .setStep(invocation.step())
                                .setIdempotencyKey(idempotencyKey(invocation))
                                .setDataSource(invocation.dataSource())
                                .setGrant(invocation.grant()))
                .build();
    }

    /** The same call of the same step has the same key, whatever the model named it. */
    String idempotencyKey(ToolInvocation invocation) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part :
                    List.of(
                            invocation.session().value(),
                            invocation.task().value(),
                            Integer.toString(invocation.step()),
                            invocation.call().tool(),
                            canonical(invocation.call().arguments()))) {
                sha.update(part.getBytes(UTF_8));
                sha.update((byte) 0);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Without blanks, members in the order of their names; text that is no JSON as it is. */
    private String canonical(String arguments) {
        try {
            Object plain = canonical.readValue(arguments, Object.class);
            return canonical.writeValueAsString(plain);
        } catch (JsonProcessingException e) {
            return arguments;
        }
    }

    ToolOutcome outcome(InvokeToolResponse response) {
        ErrorCode code = ErrorCode.ofWire(response.getErrorCode());
        return switch (response.getOutcome()) {
            case "succeeded" ->
                    new ToolOutcome.Succeeded(
                            response.getContent(),
                            response.getFilesList().stream()
                                    .map(f ->
                                            new Artifact(
                                                    f.getName(),
                                                    f.getMediaType(),
                                                    f.getUri(),
                                                    f.getSizeBytes()))
                                    .toList());
            case "rejected" -> new ToolOutcome.Rejected(code, response.getError());
            default -> new ToolOutcome.Failed(code, response.getError());
        };
    }
}
