package io.agentfleet.agent.tool.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.access.client.GrpcChannels;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.tool.ToolInvocation;
import io.agentfleet.proto.tools.v1.InvokeToolRequest;
import io.agentfleet.proto.tools.v1.InvokeToolResponse;
import io.agentfleet.proto.tools.v1.ListToolsRequest;
import io.agentfleet.proto.tools.v1.ListToolsResponse;
import io.agentfleet.proto.tools.v1.ToolDefinition;
import io.agentfleet.proto.tools.v1.ToolRegistryGrpc;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.run.ToolCall;
import io.agentfleet.taskmodel.run.ToolOutcome;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GrpcToolGatewayTest {

    private final Registry registry = new Registry();
    private Server server;
    private GrpcToolGateway gateway;

    /** Refuses its first calls with this code. */
    private static final class Registry extends ToolRegistryGrpc.ToolRegistryImplBase {

        private final List<InvokeToolRequest> calls = new CopyOnWriteArrayList<>();
        private final List<String> tenants = new CopyOnWriteArrayList<>();
        private volatile List<String> tools = List.of();
        private volatile int broken;
        private volatile ErrorCode refusal = ErrorCode.UNAVAILABLE;

        @Override
        public void listTools(ListToolsRequest request, StreamObserver<ListToolsResponse> answer) {
            ListToolsResponse.Builder response = ListToolsResponse.newBuilder();
            tenants.add(request.getTenant());
            tools.forEach(tool -> response.addTools(ToolDefinition.newBuilder().setName(tool)));
            answer.onNext(response.build());
            answer.onCompleted();
        }

        @Override
        public void invokeTool(
                InvokeToolRequest request, StreamObserver<InvokeToolResponse> answer) {
            calls.add(request);
            if (calls.size() <= broken) {
                answer.onError(Status.UNKNOWN.withDescription("channel closed").asException());
                return;
            }
            InvokeToolResponse.Builder response = InvokeToolResponse.newBuilder();
            if (calls.size() < 3) {
                response.setOutcome("rejected").setErrorCode(refusal.wire()).setError("not yet");
            } else {
                response.setOutcome("succeeded").setContent("{}");
            }
            answer.onNext(response.build());
            answer.onCompleted();
        }
    }

    @BeforeEach
    void serve() throws Exception {
        server =
                Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                        .addService(registry)
                        .build()
                        .start();
        gateway =
                new GrpcToolGateway(
                        GrpcChannels.plain(),
                        "localhost:" + server.getPort(),
                        new ObjectMapper(),
                        Duration.ofSeconds(20),
                        Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        gateway.close();
        server.shutdownNow();
    }

    @Test
    void aCallIsRepeatedAsItIsWhileTheRegistryCannotWorkYet() {
        assertThat(gateway.invoke(write())).isInstanceOf(ToolOutcome.Succeeded.class);
        assertThat(registry.calls).hasSize(3).containsOnly(registry.calls.getFirst());
        assertThat(registry.calls.getFirst().getContext().getGrant()).isEqualTo("the grant");
    }

    @Test
    void aCallUnderWhichTheConnectionBrokeIsRepeatedAsItIs() {
        registry.broken = 2;

        assertThat(gateway.invoke(write())).isInstanceOf(ToolOutcome.Succeeded.class);
        assertThat(registry.calls).hasSize(3).containsOnly(registry.calls.getFirst());
    }

    @Test
    void anyOtherRefusalIsReturnedAtOnce() {
        registry.refusal = ErrorCode.TOOL_UNAVAILABLE;

        assertThat(gateway.invoke(write()))
                .isEqualTo(new ToolOutcome.Rejected(ErrorCode.TOOL_UNAVAILABLE, "not yet"));
        assertThat(registry.calls).hasSize(1);
    }

    @Test
    void aListIsBelievedForAWhileUnlessItLacksATool() {
        AgentName search = new AgentName("search");
        assertThat(gateway.toolsFor(search, "acme", Set.of("find", "read"))).isEmpty();
        registry.tools = List.of("find", "read", "delete_everything");
        assertThat(gateway.toolsFor(search, "acme", Set.of("find", "read")))
                .extracting(ToolSpecification::name)
                .containsExactly("find", "read");
        registry.tools = List.of();
        assertThat(gateway.toolsFor(search, "acme", Set.of("find"))).hasSize(1);
    }

    @Test
    void aListIsBelievedForTasksOfItsTenantAlone() {
        AgentName search = new AgentName("search");
        registry.tools = List.of("find", "acme.find");
        assertThat(gateway.toolsFor(search, "acme", Set.of("find", "acme.find"))).hasSize(2);
        registry.tools = List.of("find");
        assertThat(gateway.toolsFor(search, "umbrella", Set.of("find", "acme.find"))).hasSize(1);
        assertThat(gateway.toolsFor(search, "acme", Set.of("find", "acme.find"))).hasSize(2);
        assertThat(registry.tenants).containsExactly("acme", "umbrella");
    }

    private static ToolInvocation write() {
        return new ToolInvocation(
                new ToolCall("1", "write", "{}"),
                "default",
                new SessionId("s"),
                new TaskId("t"),
                new TaskId("t"),
                new AgentName("search"),
                0,
                1,
                "",
                "the grant");
    }
}
