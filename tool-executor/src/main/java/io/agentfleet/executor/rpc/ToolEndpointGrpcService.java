package io.agentfleet.executor.rpc;

import io.agentfleet.proto.tools.v1.ExecuteToolRequest;
import io.agentfleet.proto.tools.v1.ExecuteToolResponse;
import io.agentfleet.proto.tools.v1.ToolEndpoint;
import io.quarkus.grpc.GrpcService;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.ExecutorService;

/**
 * The gRPC endpoint. Every end of a tool call is an answer; only a transport failure is an error.
 */
@GrpcService
final class ToolEndpointGrpcService implements ToolEndpoint {

    private final ToolCalls calls;
    private final ExecutorService virtualThreads;

    ToolEndpointGrpcService(ToolCalls calls, @VirtualThreads ExecutorService virtualThreads) {
        this.calls = calls;
        this.virtualThreads = virtualThreads;
    }

    @Override
    public Uni<ExecuteToolResponse> execute(ExecuteToolRequest request) {
        return Uni.createFrom()
                .item(() -> calls.execute(request))
                .runSubscriptionOn(virtualThreads);
    }
}
