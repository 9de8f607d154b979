package io.agentfleet.agentservice.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agentfleet.agentservice.app.TestBeans;
import io.agentfleet.messaging.redis.RedisServerResource;
import io.agentfleet.proto.agents.v1.AgentServiceGrpc;
import io.agentfleet.proto.agents.v1.HealthRequest;
import io.agentfleet.proto.agents.v1.StepEvent;
import io.agentfleet.proto.agents.v1.TaskRequest;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RedisServerResource.class)
@NullUnmarked
class GrpcEndpointQuarkusTest {

    @TestHTTPResource("/")
    URI base;

    @Test
    void servesGrpcOnTheSamePort() {
        onGrpc(stub -> {
            assertThat(stub.health(HealthRequest.getDefaultInstance()).getStatus())
                    .isEqualTo("SERVING");
            TaskRequest request = TaskRequest.newBuilder().setPrompt("find x").build();
            assertThat(stub.runTask(request).getOutput()).isEqualTo("found it");
            List<StepEvent> steps = new ArrayList<>();
            stub.streamSteps(request).forEachRemaining(steps::add);
            assertThat(steps)
                    .extracting(StepEvent::getType)
                    .containsExactly("llm_call", "tool_call", "tool_result", "llm_call", "result");
            assertThat(steps.getLast().getResult().getStatus()).isEqualTo("COMPLETED");
            return steps.size();
        });
    }

    @Test
    void refusesABadGrpcRequestWithItsReason() {
        assertThatThrownBy(() ->
                        onGrpc(stub ->
                                stub.runTask(
                                        TaskRequest.newBuilder()
                                                .setPrompt("x")
                                                .setMaxSteps(26)
                                                .build())))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> {
                            assertThat(e.getStatus().getCode())
                                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
                            assertThat(e.getStatus().getDescription())
                                    .contains("max_steps 26 is out of range");
                        });
    }

    @Test
    void endsTheRunOfACallWhoseDeadlineIsOver() {
        int before = TestBeans.INTERRUPTED.get();
        assertThatThrownBy(() ->
                        onGrpc(stub ->
                                stub.withDeadlineAfter(500, TimeUnit.MILLISECONDS)
                                        .runTask(waiting())))
                .hasMessageContaining("DEADLINE_EXCEEDED");
        await().untilAsserted(() -> assertThat(TestBeans.INTERRUPTED.get()).isEqualTo(before + 1));
    }

    @Test
    void endsTheRunOfACallerWhoHangsUp() {
        int before = TestBeans.INTERRUPTED.get();
        onGrpc(stub -> {
            Context.CancellableContext call = Context.current().withCancellation();
            call.run(() -> {
                var steps = stub.streamSteps(waiting());
                assertThat(steps.next().getType()).isEqualTo("llm_call");
            });
            call.cancel(new IllegalStateException("gone"));
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(
                            () -> assertThat(TestBeans.INTERRUPTED.get()).isEqualTo(before + 1));
            return before;
        });
    }

    private static TaskRequest waiting() {
        return TaskRequest.newBuilder().setPrompt("wait for ever").build();
    }

    private <T> T onGrpc(Function<AgentServiceGrpc.AgentServiceBlockingStub, T> work) {
        ManagedChannel channel =
                ManagedChannelBuilder.forAddress("127.0.0.1", base.getPort())
                        .usePlaintext()
                        .build();
        try {
            return work.apply(
                    AgentServiceGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(10, TimeUnit.SECONDS));
        } finally {
            channel.shutdownNow();
        }
    }
}
