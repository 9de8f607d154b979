package io.agentfleet.tools.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agentfleet.access.client.GrpcChannels;
import io.agentfleet.access.client.ServiceToken;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.call.CallOutcome;
import io.agentfleet.tools.catalog.ToolCatalog;
import io.agentfleet.tools.effect.SampleEffects;
import io.agentfleet.tools.gateway.FakeToolServer;
import io.agentfleet.tools.gateway.ToolEndpoint;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrpcToolEndpointTest {

    /** Every call ends like this, whatever is asked. */
    private record Ending(Status status) implements ClientInterceptor {

        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(
                MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            return new ForwardingClientCall.SimpleForwardingClientCall<>(
                    next.newCall(method, options)) {
                @Override
                public void start(Listener<A> listener, Metadata headers) {
                    listener.onClose(status, new Metadata());
                }

                @Override
                public void sendMessage(Q message) {}

                @Override
                public void halfClose() {}

                @Override
                public void request(int messages) {}
            };
        }
    }

    @Test
    void aToolUnderWhichTheConnectionBrokeIsAwayAndMayHaveRun() {
        assertThatThrownBy(() -> call(Status.UNKNOWN.withCause(new ClosedChannelException())))
                .isInstanceOfSatisfying(
                        ToolEndpoint.Failure.class,
                        e -> {
                            assertThat(e.reached()).isTrue();
                            assertThat(code(e)).isEqualTo(ErrorCode.TOOL_UNAVAILABLE);
                        });
    }

    @Test
    void aToolThatThrewHasFailed() {
        assertThatThrownBy(() -> call(Status.UNKNOWN))
                .isInstanceOfSatisfying(
                        ToolEndpoint.Failure.class,
                        e -> assertThat(code(e)).isEqualTo(ErrorCode.TOOL_FAILED));
    }

    @Test
    void aToolThatWasAwayForAWhileIsReachedSoonAfterItsReturn() throws Exception {
        FakeToolServer first = new FakeToolServer();
        int port = first.port();
        Call call = SampleEffects.callAt(first.address());
        try (GrpcToolEndpoint endpoint =
                new GrpcToolEndpoint(
                        GrpcChannels.plain(),
                        ToolCatalog.open(),
                        new ServiceToken(Optional.empty()))) {
            assertThat(endpoint.execute(call)).isInstanceOf(CallOutcome.Succeeded.class);
            first.close();
            // by then gRPC alone would wait for three seconds and more before it tried again
            await().during(Duration.ofSeconds(5))
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() ->
                            assertThatThrownBy(() -> endpoint.execute(call))
                                    .isInstanceOf(ToolEndpoint.Failure.class));
            try (FakeToolServer again = new FakeToolServer(port)) {
                await().atMost(Duration.ofSeconds(1))
                        .pollInterval(Duration.ofMillis(50))
                        .ignoreExceptions()
                        .until(() -> endpoint.execute(call) instanceof CallOutcome.Succeeded);
                assertThat(again.asked()).isNotEmpty();
            }
        }
    }

    private static void call(Status end) throws ToolEndpoint.Failure {
        try (GrpcToolEndpoint endpoint =
                new GrpcToolEndpoint(
                        GrpcChannels.plain(),
                        ToolCatalog.open(),
                        new ServiceToken(Optional.empty()),
                        new Ending(end))) {
            CallOutcome ignored = endpoint.execute(SampleEffects.call(true));
        }
    }

    private static ErrorCode code(ToolEndpoint.Failure failure) {
        return failure.outcome().errorCode().orElseThrow();
    }
}
