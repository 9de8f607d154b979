package io.agentfleet.tools.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.access.token.TestTokens;
import io.agentfleet.proto.tools.v1.CallContext;
import io.agentfleet.proto.tools.v1.InvokeToolRequest;
import io.agentfleet.proto.tools.v1.ListToolsRequest;
import io.agentfleet.proto.tools.v1.RegisterToolRequest;
import io.agentfleet.proto.tools.v1.ToolDefinition;
import io.agentfleet.proto.tools.v1.ToolRegistryGrpc;
import io.agentfleet.proto.tools.v1.ToolRegistryGrpc.ToolRegistryBlockingStub;
import io.agentfleet.testservers.TestServersResource;
import io.agentfleet.tools.catalog.SampleDrafts;
import io.agentfleet.tools.gateway.FakeToolServer;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The registry behind its gate: who may call tools in whose name, and who may bring new ones. */
@QuarkusTest
@TestProfile(SecuredInMemoryLogs.class)
@QuarkusTestResource(
        value = TestServersResource.class,
        initArgs = @ResourceArg(name = "parts", value = "redis"),
        restrictToAnnotatedClass = true)
class SecuredRegistryQuarkusTest {

    private final TestTokens tokens = TestTokens.ofGuard();
    private FakeToolServer tool;
    private ManagedChannel channel;

    @BeforeEach
    void connect() throws Exception {
        tool = new FakeToolServer();
        channel =
                ManagedChannelBuilder.forAddress("localhost", RestAssured.port)
                        .usePlaintext()
                        .build();
        assertThat(as("tool-executor", "agent").register(query()).getStatus()).isNotBlank();
    }

    @AfterEach
    void disconnect() {
        channel.shutdownNow();
        tool.close();
    }

    @Test
    void anAgentThatNamesAnotherIsRefusedAndTheToolIsNotCalled() {
        ToolRegistryBlockingStub search = as("search", "agent");
        assertRefused(Status.Code.PERMISSION_DENIED, () -> search.listTools(listOf("analysis")));
        assertRefused(Status.Code.PERMISSION_DENIED, () -> search.invokeTool(callOf("analysis")));
        assertRefused(Status.Code.PERMISSION_DENIED, () -> search.invokeTool(callOf("")));
        assertThat(tool.asked()).isEmpty();
    }

    @Test
    void noPersonCallsTools() {
        for (String role : List.of("submitter", "viewer", "approver", "operator")) {
            assertRefused(
                    Status.Code.PERMISSION_DENIED,
                    () -> as("analysis", role).invokeTool(callOf("analysis")));
        }
    }

    @Test
    void onlyTheExecutorRegistersItsTools() {
        assertThat(as("tool-executor", "agent").register(query()).getStatus())
                .isEqualTo("unchanged");
        for (String service : List.of("search", "orchestrator", "tool-registry")) {
            assertRefused(
                    Status.Code.PERMISSION_DENIED, () -> as(service, "agent").register(query()));
        }
        for (String role :
                List.of("submitter", "viewer", "approver", "operator", "fleet-operator")) {
            assertRefused(Status.Code.PERMISSION_DENIED, () -> as("ann", role).register(query()));
        }
    }

    @Test
    void withoutATokenNothingIsDone() {
        ToolRegistryBlockingStub nobody = ToolRegistryGrpc.newBlockingStub(channel);
        assertRefused(Status.Code.UNAUTHENTICATED, () -> nobody.register(query()));
        assertRefused(Status.Code.UNAUTHENTICATED, () -> nobody.listTools(listOf("analysis")));
        assertRefused(Status.Code.UNAUTHENTICATED, () -> nobody.invokeTool(callOf("analysis")));
    }

    private static void assertRefused(Status.Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
    }

    private ToolRegistryBlockingStub as(String subject, String role) {
        Metadata headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer "
                        + (role.equals("agent")
                                ? tokens.service(subject)
                                : tokens.token(subject, "acme", role)));
        return ToolRegistryGrpc.newBlockingStub(channel)
                .withDeadlineAfter(20, TimeUnit.SECONDS)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private RegisterToolRequest query() {
        return RegisterToolRequest.newBuilder()
                .setDefinition(
                        ToolDefinition.newBuilder()
                                .setName("query_database")
                                .setVersion("1.0.0")
                                .setDescription("Runs SQL.")
                                .setParameters(SampleDrafts.QUERY_PARAMETERS)
                                .setEndpoint(tool.address()))
                .build();
    }

    private static ListToolsRequest listOf(String agent) {
        return ListToolsRequest.newBuilder().setAgent(agent).build();
    }

    private static InvokeToolRequest callOf(String agent) {
        return InvokeToolRequest.newBuilder()
                .setTool("query_database")
                .setArguments("{\"sql\":\"SELECT 1\"}")
                .setContext(
                        CallContext.newBuilder()
                                .setTenant("acme")
                                .setSessionId("s")
                                .setTaskId("t")
                                .setAgent(agent))
                .build();
    }
}
