package io.agentfleet.system;

import io.agentfleet.proto.agents.v1.AgentServiceGrpc;
import io.agentfleet.proto.agents.v1.StepEvent;
import io.agentfleet.proto.agents.v1.TaskRequest;
import io.agentfleet.proto.agents.v1.TaskResponse;
import io.agentfleet.proto.tools.v1.CallContext;
import io.agentfleet.proto.tools.v1.ExecuteToolRequest;
import io.agentfleet.proto.tools.v1.GrantTaskRequest;
import io.agentfleet.proto.tools.v1.InvokeToolRequest;
import io.agentfleet.proto.tools.v1.InvokeToolResponse;
import io.agentfleet.proto.tools.v1.ListToolsRequest;
import io.agentfleet.proto.tools.v1.RegisterToolRequest;
import io.agentfleet.proto.tools.v1.ToolEndpointGrpc;
import io.agentfleet.proto.tools.v1.ToolRegistryGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The gRPC doors of one service.
 *
 * @param token shown at each; empty: none
 */
record GrpcEndpoints(String address, String token) {

    private static final int TIMEOUT_S = 60;

    TaskResponse runTask(TaskRequest task) {
        return answer(channel -> agent(channel).runTask(task));
    }

    List<StepEvent> streamSteps(TaskRequest task) {
        return answer(channel -> {
            List<StepEvent> steps = new ArrayList<>();
            agent(channel).streamSteps(task).forEachRemaining(steps::add);
            return steps;
        });
    }

    Status.Code listTools(String agent) {
        return code(channel ->
                registry(channel).listTools(ListToolsRequest.newBuilder().setAgent(agent).build()));
    }

    Status.Code invokeTool(String agent) {
        return code(channel ->
                registry(channel)
                        .invokeTool(
                                InvokeToolRequest.newBuilder()
                                        .setTool("list_tables")
                                        .setArguments("{}")
                                        .setContext(context(agent))
                                        .build()));
    }

    /** How a call of a tool that only reads ends, made with this context. */
    InvokeToolResponse listTables(CallContext context) {
        return answer(channel ->
                registry(channel)
                        .invokeTool(
                                InvokeToolRequest.newBuilder()
                                        .setTool("list_tables")
                                        .setArguments("{}")
                                        .setContext(context)
                                        .build()));
    }

    /** The grant of a person's task. */
    String grantTask(String agent, String task, String person) {
        return answer(channel ->
                        registry(channel)
                                .grantTask(
                                        GrantTaskRequest.newBuilder()
                                                .setAgent(agent)
                                                .setTaskId(task)
                                                .setPersonToken(person)
                                                .build()))
                .getGrant();
    }

    /** Of a definition that is refused once one is let in: nothing is left behind. */
    Status.Code register() {
        return code(
                channel -> registry(channel).register(RegisterToolRequest.getDefaultInstance()));
    }

    Status.Code execute() {
        return code(channel ->
                authorized(ToolEndpointGrpc.newBlockingStub(channel))
                        .execute(
                                ExecuteToolRequest.newBuilder()
                                        .setTool("list_tables")
                                        .setArguments("{}")
                                        .setTimeoutMs(5_000)
                                        .setContext(context("analysis"))
                                        .build()));
    }

    Status.Code runTaskCode() {
        return code(channel -> agent(channel).runTask(TaskRequest.getDefaultInstance()));
    }

    Status.Code streamStepsCode() {
        return code(channel -> agent(channel).streamSteps(TaskRequest.getDefaultInstance()).next());
    }

    private static CallContext context(String agent) {
        return CallContext.newBuilder()
                .setTenant("default")
                .setSessionId("s")
                .setTaskId("t")
                .setAgent(agent)
                .build();
    }

    private AgentServiceGrpc.AgentServiceBlockingStub agent(ManagedChannel channel) {
        return authorized(AgentServiceGrpc.newBlockingStub(channel));
    }

    private ToolRegistryGrpc.ToolRegistryBlockingStub registry(ManagedChannel channel) {
        return authorized(ToolRegistryGrpc.newBlockingStub(channel));
    }

    private <S extends AbstractStub<S>> S authorized(S stub) {
        S patient = stub.withDeadlineAfter(TIMEOUT_S, TimeUnit.SECONDS);
        if (token.isEmpty()) {
            return patient;
        }
        Metadata headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + token);
        return patient.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private Status.Code code(Function<ManagedChannel, Object> call) {
        try {
            Object ignored = answer(call);
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }

    private <A> A answer(Function<ManagedChannel, A> call) {
        ManagedChannel channel = ManagedChannelBuilder.forTarget(address).usePlaintext().build();
        try {
            return call.apply(channel);
        } finally {
            channel.shutdownNow();
        }
    }
}
