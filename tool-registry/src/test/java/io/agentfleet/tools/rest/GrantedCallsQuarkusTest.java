package io.agentfleet.tools.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.access.grant.GrantKeys;
import io.agentfleet.access.grant.TaskGrant;
import io.agentfleet.access.grant.TaskGrants;
import io.agentfleet.access.token.TestTokens;
import io.agentfleet.proto.tools.v1.CallContext;
import io.agentfleet.proto.tools.v1.GrantTaskRequest;
import io.agentfleet.proto.tools.v1.InvokeToolRequest;
import io.agentfleet.proto.tools.v1.InvokeToolResponse;
import io.agentfleet.proto.tools.v1.RegisterToolRequest;
import io.agentfleet.proto.tools.v1.ToolDefinition;
import io.agentfleet.proto.tools.v1.ToolRegistryGrpc;
import io.agentfleet.proto.tools.v1.ToolRegistryGrpc.ToolRegistryBlockingStub;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.testservers.TestServersResource;
import io.agentfleet.tools.audit.AuditEntry;
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
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The registry behind its gate: an agent's token reaches the task that it works on, and no other.
 */
@QuarkusTest
@TestProfile(SecuredInMemoryLogs.class)
@QuarkusTestResource(
        value = TestServersResource.class,
        initArgs = @ResourceArg(name = "parts", value = "redis"),
        restrictToAnnotatedClass = true)
@NullUnmarked
class GrantedCallsQuarkusTest {

    @ConfigProperty(name = "fleet.access.grants.key-file")
    Path keyFile;

    @Inject InMemoryAuditLog audit;

    private final TestTokens tokens = TestTokens.ofGuard();
    private FakeToolServer tool;
    private ManagedChannel channel;
    private TaskGrants orchestrator;

    @BeforeEach
    void connect() throws Exception {
        orchestrator =
                new TaskGrants(new GrantKeys(keyFile), Duration.ZERO, InstantSource.system());
        tool = new FakeToolServer();
        channel =
                ManagedChannelBuilder.forAddress("localhost", RestAssured.port)
                        .usePlaintext()
                        .build();
        assertThat(as("tool-executor").register(query()).getStatus()).isNotBlank();
    }

    @AfterEach
    void disconnect() {
        channel.shutdownNow();
        tool.close();
    }

    @Test
    void anAgentCallsToolsForTheTaskThatItWorksOn() {
        String grant = granted("acme", "acme.job1", "acme.job1.n1", "analysis", 60);

        assertThat(called("acme", "acme.job1", "acme.job1.n1", grant).getOutcome())
                .isEqualTo("succeeded");
        assertThat(tool.asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.getContext().getGrant()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "umbrella, umbrella.job1, umbrella.job1.n1, analysis, 60",
        "umbrella, acme.job1,     acme.job1.n1,     analysis, 60",
        "acme,     acme.job2,     acme.job1.n1,     analysis, 60",
        "acme,     acme.job1,     acme.job1.n2,     analysis, 60",
        "acme,     acme.job1,     acme.job1.n1,     search,   60",
        "acme,     acme.job1,     acme.job1.n1,     analysis, -60"
    })
    void noOtherGrantReachesIt(String tenant, String root, String task, String agent, int seconds) {
        assertRefused(granted(tenant, root, task, agent, seconds));
    }

    @Test
    void withoutAGrantNoAgentReachesAnyTask() {
        assertRefused("");
        assertRefused("nonsense");
        assertRefused(tokens.service("analysis"));
        assertRefused(tokens.token("ann", "acme", "submitter"));
    }

    private void assertRefused(String grant) {
        int before = audit.entries().size();

        InvokeToolResponse answer = called("acme", "acme.job1", "acme.job1.n1", grant);

        assertThat(answer.getOutcome()).isEqualTo("rejected");
        assertThat(answer.getErrorCode()).isEqualTo(ErrorCode.PERMISSION_DENIED.wire());
        assertThat(answer.getError()).contains("acme.job1.n1", "agent.tasks.orchestrator");
        assertThat(tool.asked()).isEmpty();
        assertThat(audit.entries().subList(before, audit.entries().size()))
                .singleElement()
                .extracting(AuditEntry::status)
                .isEqualTo("rejected");
    }

    @Test
    void aPersonsOwnTaskIsGrantedToTheAgentThatShowsThePersonsToken() {
        String grant = askedFor("acme.job1", tokens.token("ann", "acme", "submitter"));

        assertThat(called("acme", "", "acme.job1", grant).getOutcome()).isEqualTo("succeeded");
        assertThat(called("acme", "acme.job1", "acme.job1.n1", grant).getOutcome())
                .isEqualTo("rejected");
        assertThat(called("umbrella", "", "acme.job1", grant).getOutcome()).isEqualTo("rejected");
    }

    @Test
    void noTaskIsGrantedThatThePersonCouldNotHandIn() {
        JwtClaims over = TestTokens.claims("ann", "acme", "submitter");
        over.setExpirationTimeMinutesInTheFuture(-2);
        assertNotGranted("acme.job1", tokens.token("bob", "umbrella", "submitter"), "umbrella");
        assertNotGranted("job1", tokens.token("ann", "acme", "submitter"), "begin with 'acme.'");
        for (String role : new String[] {"viewer", "approver", "operator"}) {
            assertNotGranted("acme.job1", tokens.token("ann", "acme", role), "submitter");
        }
        assertNotGranted("acme.job1", tokens.service("analysis"), "submitter");
        assertNotGranted("acme.job1", tokens.token("ann", "acme", "agent"), "does not hold");
        assertNotGranted("acme.job1", tokens.sign(over), "does not hold");
        assertNotGranted("acme.job1", "", "does not hold");
    }

    private void assertNotGranted(String task, String token, String said) {
        assertThatThrownBy(() -> askedFor(task, token))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining(Status.Code.PERMISSION_DENIED.name())
                .hasMessageContaining(said);
    }

    @Test
    void anAgentAsksForNobodyElsesGrant() {
        String person = tokens.token("ann", "acme", "submitter");
        GrantTaskRequest ofAnother = asking("search", "acme.job1", person);
        assertThatThrownBy(() -> as("analysis").grantTask(ofAnother))
                .hasMessageContaining("call in your own name");
        assertThatThrownBy(() -> withToken(person).grantTask(ofAnother))
                .hasMessageContaining(Status.Code.PERMISSION_DENIED.name());
    }

    private String askedFor(String task, String person) {
        return as("analysis").grantTask(asking("analysis", task, person)).getGrant();
    }

    private static GrantTaskRequest asking(String agent, String task, String person) {
        return GrantTaskRequest.newBuilder()
                .setAgent(agent)
                .setTaskId(task)
                .setPersonToken(person)
                .build();
    }

    private String granted(String tenant, String root, String task, String agent, int seconds) {
        TaskGrant.Work work =
                new TaskGrant.Work(
                        tenant, new TaskId(root), new TaskId(task), new AgentName(agent));
        return orchestrator.sign(new TaskGrant(work, Instant.now().plusSeconds(seconds)));
    }

    private InvokeToolResponse called(String tenant, String root, String task, String grant) {
        return as("analysis")
                .invokeTool(
                        InvokeToolRequest.newBuilder()
                                .setTool("query_database")
                                .setArguments("{\"sql\":\"SELECT '%s'\"}".formatted(grant))
                                .setContext(
                                        CallContext.newBuilder()
                                                .setTenant(tenant)
                                                .setSessionId("s")
                                                .setTaskId(task)
                                                .setRootTaskId(root)
                                                .setAgent("analysis")
                                                .setGrant(grant))
                                .build());
    }

    private ToolRegistryBlockingStub as(String service) {
        return withToken(tokens.service(service));
    }

    private ToolRegistryBlockingStub withToken(String token) {
        Metadata headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + token);
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
}
