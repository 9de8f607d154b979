package io.agentfleet.tools.rpc;

import io.agentfleet.access.filter.CurrentCaller;
import io.agentfleet.access.identity.Identity;
import io.agentfleet.access.token.BearerToken;
import io.agentfleet.proto.tools.v1.GrantTaskRequest;
import io.agentfleet.proto.tools.v1.GrantTaskResponse;
import io.agentfleet.proto.tools.v1.InvokeToolRequest;
import io.agentfleet.proto.tools.v1.InvokeToolResponse;
import io.agentfleet.proto.tools.v1.ListToolsRequest;
import io.agentfleet.proto.tools.v1.ListToolsResponse;
import io.agentfleet.proto.tools.v1.RegisterToolRequest;
import io.agentfleet.proto.tools.v1.RegisterToolResponse;
import io.agentfleet.proto.tools.v1.ToolRegistry;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.tools.call.CallOutcome;
import io.agentfleet.tools.call.CallResult;
import io.agentfleet.tools.call.Caller;
import io.agentfleet.tools.gateway.ToolCallPipeline;
import io.agentfleet.tools.gateway.grpc.CallContexts;
import io.agentfleet.tools.registration.Registrant;
import io.agentfleet.tools.registration.RegistrationService;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.context.Context;
import io.quarkus.grpc.GrpcService;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The registry over gRPC. Broken requests are gRPC errors; refused and failed calls are outcomes.
 * Work runs on virtual threads; Mutiny ends at this class.
 */
@GrpcService
public class ToolRegistryGrpcService implements ToolRegistry {

    private static final Logger LOG = Logger.getLogger(ToolRegistryGrpcService.class);

    private final RegistrationService registration;
    private final ToolCallPipeline gateway;
    private final PersonGrants grants;
    private final ExecutorService virtualThreads;

    ToolRegistryGrpcService(
            RegistrationService registration,
            ToolCallPipeline gateway,
            PersonGrants grants,
            @VirtualThreads ExecutorService virtualThreads) {
        this.registration = registration;
        this.gateway = gateway;
        this.grants = grants;
        this.virtualThreads = virtualThreads;
    }

    @Override
    public Uni<RegisterToolResponse> register(RegisterToolRequest request) {
        Registrant who = new Registrant(CurrentCaller.ofCall());
        return answer(() ->
                RegisterToolResponse.newBuilder()
                        .setStatus(
                                registration
                                        .register(
                                                ToolRegistryMessages.draft(request.getDefinition()),
                                                who)
                                        .wire())
                        .build());
    }

    @Override
    public Uni<ListToolsResponse> listTools(ListToolsRequest request) {
        Optional<Identity> caller = CurrentCaller.ofCall();
        return answer(() -> {
            requireSelf(caller, request.getAgent());
            return ListToolsResponse.newBuilder()
                    .addAllTools(
                            gateway
                                    .toolsFor(
                                            new AgentName(request.getAgent()), request.getTenant())
                                    .stream()
                                    .map(ToolRegistryMessages::definition)
                                    .toList())
                    .build();
        });
    }

    @Override
    public Uni<InvokeToolResponse> invokeTool(InvokeToolRequest request) {
        Optional<Identity> self = CurrentCaller.ofCall();
        return answer(() -> {
            requireSelf(self, request.getContext().getAgent());
            Caller caller = CallContexts.caller(request.getContext());
            return ToolRegistryMessages.response(
                    answered(gateway.invoke(request.getTool(), request.getArguments(), caller)));
        });
    }

    @Override
    public Uni<GrantTaskResponse> grantTask(GrantTaskRequest request) {
        Optional<Identity> self = CurrentCaller.ofCall();
        return answer(() -> {
            requireSelf(self, request.getAgent());
            String grant =
                    grants.grant(
                            new AgentName(request.getAgent()),
                            new TaskId(request.getTaskId()),
                            new BearerToken(request.getPersonToken()));
            return GrantTaskResponse.newBuilder().setGrant(grant).build();
        });
    }

    /** An agent can use only its own permissions. */
    private static void requireSelf(Optional<Identity> caller, String agent) {
        if (caller.isPresent() && !caller.get().subject().equals(agent)) {
            throw new FleetException(
                    ErrorCode.PERMISSION_DENIED,
                    "your token is not that of the agent you name: call in your own name");
        }
    }

    /** What the registry itself could not do is no outcome: the caller asks again. */
    private static CallResult answered(CallResult result) {
        return switch (result.outcome()) {
            case CallOutcome.Rejected(ErrorCode code, String reason)
                    when code == ErrorCode.UNAVAILABLE ->
                    throw new FleetException(code, reason);
            case CallOutcome.Failed(ErrorCode code, String reason)
                    when code == ErrorCode.UNAVAILABLE ->
                    throw new FleetException(code, reason);
            case CallOutcome.Succeeded _, CallOutcome.Rejected _, CallOutcome.Failed _ -> result;
        };
    }

    private <T> Uni<T> answer(Supplier<T> work) {
        return Uni.createFrom()
                .item(Context.current().wrapSupplier(work)) // the trace goes on over there
                .runSubscriptionOn(virtualThreads)
                .onFailure()
                .transform(ToolRegistryGrpcService::status);
    }

    private static StatusRuntimeException status(Throwable failure) {
        return switch (failure) {
            case FleetException e ->
                    Status.Code.valueOf(e.code().grpcStatus())
                            .toStatus()
                            .withDescription(e.code().wire() + ": " + e.getMessage())
                            .asRuntimeException();
            case IllegalArgumentException e ->
                    Status.INVALID_ARGUMENT
                            .withDescription(
                                    ErrorCode.INVALID_ARGUMENT.wire() + ": " + e.getMessage())
                            .asRuntimeException();
            default -> {
                LOG.error("request_broken", failure);
                yield Status.INTERNAL
                        .withDescription(
                                ErrorCode.INTERNAL.wire()
                                        + ": the request broke inside the registry: see its log")
                        .asRuntimeException();
            }
        };
    }
}
