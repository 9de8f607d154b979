package io.agentfleet.agentservice.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.access.token.TestTokens;
import io.agentfleet.messaging.redis.RedisServerResource;
import io.agentfleet.proto.agents.v1.AgentServiceGrpc;
import io.agentfleet.proto.agents.v1.StepEvent;
import io.agentfleet.proto.agents.v1.TaskRequest;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gRPC service behind the authentication filter. */
@QuarkusTest
@TestProfile(SecuredGrpcEndpointQuarkusTest.Secured.class)
@QuarkusTestResource(RedisServerResource.class)
@NullUnmarked
class SecuredGrpcEndpointQuarkusTest {

    private static final TaskRequest TASK = TaskRequest.newBuilder().setPrompt("find x").build();

    /** Tokens of an issuer made for the test. */
    public static final class Secured implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return TestTokens.guard();
        }
    }

    @TestHTTPResource("/")
    URI base;

    private final TestTokens tokens = TestTokens.ofGuard();
    private ManagedChannel channel;

    @BeforeEach
    void connect() {
        channel =
                ManagedChannelBuilder.forAddress(base.getHost(), base.getPort())
                        .usePlaintext()
                        .build();
    }

    @AfterEach
    void hangUp() {
        channel.shutdownNow();
    }

    private AgentServiceGrpc.AgentServiceBlockingStub as(String role) {
        Metadata headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + tokens.token("ann", "acme", role));
        return AgentServiceGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    @Test
    void aSubmitterGetsTheAnswerAndTheSteps() {
        assertThat(as("submitter").runTask(TASK).getOutput()).isEqualTo("found it");
        List<StepEvent> steps = new ArrayList<>();
        as("submitter").streamSteps(TASK).forEachRemaining(steps::add);
        assertThat(steps.getLast().getResult().getStatus()).isEqualTo("COMPLETED");
    }

    @Test
    void nobodyElseGetsAnything() {
        for (String role : List.of("viewer", "approver", "operator", "agent")) {
            assertThatThrownBy(() -> as(role).runTask(TASK))
                    .as(role)
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            e ->
                                    assertThat(e.getStatus().getCode())
                                            .isEqualTo(Status.Code.PERMISSION_DENIED));
        }
        assertThatThrownBy(() -> AgentServiceGrpc.newBlockingStub(channel).runTask(TASK))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e ->
                                assertThat(e.getStatus().getCode())
                                        .isEqualTo(Status.Code.UNAUTHENTICATED));
    }
}
