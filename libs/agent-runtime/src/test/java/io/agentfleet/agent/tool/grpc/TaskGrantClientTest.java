package io.agentfleet.agent.tool.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.access.client.GrpcChannels;
import io.agentfleet.access.token.BearerToken;
import io.agentfleet.proto.tools.v1.GrantTaskRequest;
import io.agentfleet.proto.tools.v1.GrantTaskResponse;
import io.agentfleet.proto.tools.v1.ToolRegistryGrpc;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@NullUnmarked
class TaskGrantClientTest {

    private Server server;
    private TaskGrantClient client;
    private volatile Status refusal = Status.OK;

    @BeforeEach
    void serve() throws Exception {
        server =
                Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                        .addService(new Registry())
                        .build()
                        .start();
        client = new TaskGrantClient(GrpcChannels.plain(), "localhost:" + server.getPort());
    }

    private final class Registry extends ToolRegistryGrpc.ToolRegistryImplBase {
        @Override
        public void grantTask(GrantTaskRequest request, StreamObserver<GrantTaskResponse> answer) {
            if (!refusal.isOk()) {
                answer.onError(refusal.asException());
                return;
            }
            String grant =
                    "%s for %s by %s"
                            .formatted(
                                    request.getTaskId(),
                                    request.getAgent(),
                                    request.getPersonToken());
            answer.onNext(GrantTaskResponse.newBuilder().setGrant(grant).build());
            answer.onCompleted();
        }
    }

    @AfterEach
    void stop() {
        client.close();
        server.shutdownNow();
    }

    @Test
    void showsThePersonsToken() {
        assertThat(grant()).isEqualTo("acme.t1 for search by anns-token");
    }

    @Test
    void aRefusalIsFinalAndARegistryThatIsAwayIsNot() {
        refusal = Status.PERMISSION_DENIED.withDescription("only a submitter's task");
        assertThatThrownBy(this::grant)
                .hasMessageContaining("only a submitter's task")
                .isInstanceOfSatisfying(
                        FleetException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
        String address = "localhost:" + server.getPort();
        server.shutdownNow();
        assertThatThrownBy(this::grant)
                .hasMessageContaining(address)
                .isInstanceOfSatisfying(
                        FleetException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    private String grant() {
        return client.grant(
                new AgentName("search"), new TaskId("acme.t1"), new BearerToken("anns-token"));
    }
}
