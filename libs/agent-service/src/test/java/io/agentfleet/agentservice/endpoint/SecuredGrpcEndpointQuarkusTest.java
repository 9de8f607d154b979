package io.agentfleet.agentservice.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.access.token.TestTokens;
import io.agentfleet.agent.fake.FakeToolGateway;
import io.agentfleet.messaging.fake.InMemoryRecordLog;
import io.agentfleet.messaging.redis.RedisServerResource;
import io.agentfleet.proto.agents.v1.AgentServiceGrpc;
import io.agentfleet.proto.agents.v1.StepEvent;
import io.agentfleet.proto.agents.v1.TaskRequest;
import io.agentfleet.schemas.event.AgentTaskEvent;
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
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
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

    @Inject FakeToolGateway tools;
    @Inject InMemoryRecordLog log;

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
        return withToken(tokens.token("ann", "acme", role));
    }

    private AgentServiceGrpc.AgentServiceBlockingStub withToken(String token) {
        Metadata headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + token);
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
    void aPersonsTaskGetsAGrantAndEachToolCallShowsIt() {
        String id =
                as("submitter").runTask(TASK.toBuilder().setGrant("forged").build()).getTaskId();
        assertThat(id).startsWith("acme.t-");
        assertThat(shown()).isEqualTo("grant of " + id);
        as("submitter").streamSteps(TASK).forEachRemaining(step -> {});
        assertThat(shown()).startsWith("grant of acme.t-").isNotEqualTo("grant of " + id);
        String ran = posted("/run").then().statusCode(200).extract().path("task_id");
        assertThat(shown()).isEqualTo("grant of " + ran);
    }

    @Test
    void aTaskThatIsPutOnTheLogTakesItsGrantAlong() {
        String id = posted("/tasks").then().statusCode(202).extract().path("task_id");
        assertThat(log.events("agent.tasks.search", AgentTaskEvent.class))
                .filteredOn(task -> task.getTaskId().equals(id))
                .extracting(AgentTaskEvent::getGrant)
                .containsExactly("grant of " + id);
    }

    @Test
    void theOrchestratorBringsTheGrantAlong() {
        TaskRequest node =
                TASK.toBuilder()
                        .setTaskId("acme.job1.n1")
                        .setRootTaskId("acme.job1")
                        .setTenant("acme")
                        .setGrant("from the flow")
                        .build();
        assertThat(withToken(tokens.service("orchestrator")).runTask(node).getOutput())
                .isEqualTo("found it");
        assertThat(shown()).isEqualTo("from the flow");
    }

    private String shown() {
        return tools.invocations().getLast().grant();
    }

    private Response posted(String path) {
        return RestAssured.given()
                .contentType("application/json")
                .header("Authorization", "Bearer " + tokens.token("ann", "acme", "submitter"))
                .body("{\"prompt\":\"find x\"}")
                .post(path);
    }

    @Test
    void nobodyElseGetsAnything() {
        assertRefused(Status.Code.UNAUTHENTICATED, as("agent"));
        assertRefused(Status.Code.PERMISSION_DENIED, withToken(tokens.service("analysis")));
        for (String role : List.of("viewer", "approver", "operator")) {
            assertRefused(Status.Code.PERMISSION_DENIED, as(role));
        }
        assertRefused(Status.Code.UNAUTHENTICATED, AgentServiceGrpc.newBlockingStub(channel));
    }

    private static void assertRefused(
            Status.Code code, AgentServiceGrpc.AgentServiceBlockingStub caller) {
        assertThatThrownBy(() -> caller.runTask(TASK))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
    }
}
