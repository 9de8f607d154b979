package io.agentfleet.tools.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.access.client.GrpcChannels;
import io.agentfleet.access.client.ServiceToken;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.tools.audit.AuditEntry;
import io.agentfleet.tools.call.CallOutcome;
import io.agentfleet.tools.call.CallResult;
import io.agentfleet.tools.call.Caller;
import io.agentfleet.tools.catalog.DefinitionDraft;
import io.agentfleet.tools.catalog.SampleDrafts;
import io.agentfleet.tools.catalog.ToolCatalog;
import io.agentfleet.tools.catalog.ToolDefinition;
import io.agentfleet.tools.effect.InMemoryEffectLog;
import io.agentfleet.tools.gateway.grpc.GrpcToolEndpoint;
import io.agentfleet.tools.guard.CallCounts;
import io.agentfleet.tools.guard.CallCounts.Counts;
import io.agentfleet.tools.guard.CallLimits;
import io.agentfleet.tools.guard.GuardChain;
import io.agentfleet.tools.guard.Permissions;
import io.agentfleet.tools.meter.RegistryMeters;
import io.agentfleet.tools.registration.OpenRegistration;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ToolCallPipelineTest {

    private static final String GOOD = "{\"sql\":\"select 1\"}";
    private static final Caller CALLER =
            new Caller(
                    "default",
                    new SessionId("s-1"),
                    new TaskId("t-1.analysis"),
                    new TaskId("t-1"),
                    new AgentName("analysis"),
                    1,
                    2,
                    "key",
                    "sales",
                    "the grant");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<AuditEntry> audited = new CopyOnWriteArrayList<>();
    private final ToolCatalog catalog = ToolCatalog.open();
    private final OpenRegistration registration = new OpenRegistration(catalog);
    private final GrpcToolEndpoint endpoint =
            new GrpcToolEndpoint(GrpcChannels.plain(), catalog, new ServiceToken(Optional.empty()));
    private FakeToolServer tool;
    private CallCounts counts = call -> new Counts(1, 1, 1);

    @BeforeEach
    void start() throws IOException {
        tool = new FakeToolServer();
        registration.register(SampleDrafts.query(tool.address()));
    }

    @AfterEach
    void stop() {
        endpoint.close();
        tool.close();
    }

    @Test
    void leavesTheEndpointOfAToolThatMoved() throws Exception {
        try (FakeToolServer next = new FakeToolServer()) {
            ToolCallPipeline gateway = gateway(Map.of());
            gateway.invoke("query_database", GOOD, CALLER);
            assertThat(tool.connections()).isEqualTo(1);

            registration.register(SampleDrafts.query(next.address()));
            gateway.invoke("query_database", GOOD, CALLER);
            assertThat(next.connections()).isEqualTo(1);
            Awaitility.await().untilAsserted(() -> assertThat(tool.connections()).isZero());
        }
    }

    @Test
    void passesAGoodCallToTheToolWithItsContext() {
        tool.answers(request -> FakeToolServer.succeeded("{\"rows\":[[1]]}"));

        CallResult result = gateway(Map.of()).invoke("query_database", GOOD, CALLER);

        assertThat(result.outcome())
                .isEqualTo(new CallOutcome.Succeeded("{\"rows\":[[1]]}", List.of()));
        assertThat(result.version()).isEqualTo("1.0.0");
        assertThat(tool.asked())
                .singleElement()
                .satisfies(asked -> {
                    assertThat(asked.getArguments()).isEqualTo(GOOD);
                    assertThat(asked.getTimeoutMs()).isEqualTo(10_000);
                    assertThat(asked.getContext().getDataSource()).isEqualTo("sales");
                    assertThat(asked.getContext().getRootTaskId()).isEqualTo("t-1");
                    assertThat(asked.getContext().getDepth()).isEqualTo(1);
                    assertThat(asked.getContext().getGrant()).isEmpty();
                });
        assertThat(
                        meters.counter(
                                        "tool_calls",
                                        "tool",
                                        "query_database",
                                        "status",
                                        "succeeded")
                                .count())
                .isEqualTo(1);
    }

    @Test
    void auditsEveryCallRefusedOnesToo() {
        ToolCallPipeline gateway = gateway(Map.of());
        gateway.invoke("query_database", GOOD, CALLER);
        gateway.invoke("query_database", "{}", CALLER);
        gateway.invoke("no_such_tool", "{}", CALLER);

        assertThat(audited)
                .extracting(AuditEntry::status)
                .containsExactly("succeeded", "rejected", "rejected");
        assertThat(audited.get(1).code()).contains(ErrorCode.INVALID_TOOL_ARGUMENTS);
        assertThat(audited.get(2).code()).contains(ErrorCode.UNKNOWN_TOOL);
        assertThat(audited.getFirst())
                .isInstanceOfSatisfying(
                        AuditEntry.Called.class,
                        entry -> assertThat(entry.call().arguments().hash()).hasSize(64));
        assertThat(tool.asked()).hasSize(1);
    }

    @Test
    void makesATimeOutAnOutcomeAndAsksTheToolOnlyOnce() {
        registration.register(
                SampleDrafts.draft(
                        "query_database",
                        "1.1.0",
                        SampleDrafts.QUERY_PARAMETERS,
                        tool.address(),
                        50,
                        ""));
        CountDownLatch never = new CountDownLatch(1);
        tool.answers(request -> {
            await(never);
            return FakeToolServer.succeeded("{}");
        });
        CallResult result = gateway(Map.of()).invoke("query_database", GOOD, CALLER);
        never.countDown();

        assertThat(result.outcome().errorCode()).contains(ErrorCode.TOOL_TIMEOUT);
        assertThat(result.outcome().status()).isEqualTo("failed");
        assertThat(tool.asked()).hasSize(1);
    }

    @Test
    void leavesAToolAloneThatIsGoneAndTriesAgainWhenItMoved() throws IOException {
        tool.close();
        ToolCallPipeline gateway = gateway(Map.of("fleet.tools.breaker.window", "4"));
        for (int i = 0; i < 4; i++) {
            assertThat(gateway.invoke("query_database", GOOD, CALLER).outcome())
                    .isInstanceOf(CallOutcome.Failed.class);
        }
        assertThat(gateway.invoke("query_database", GOOD, CALLER).outcome())
                .isInstanceOf(CallOutcome.Rejected.class)
                .returns("rejected", CallOutcome::status);
        assertThat(meters.get("tool_breaker_state").gauge().value()).isEqualTo(2);

        try (FakeToolServer moved = new FakeToolServer()) {
            registration.register(SampleDrafts.query(moved.address()));
            assertThat(gateway.invoke("query_database", GOOD, CALLER).outcome().status())
                    .isEqualTo("succeeded");
        }
    }

    @Test
    void doesNotBlameAToolForWhatItsCallersAskOf() {
        tool.answers(request -> FakeToolServer.failed("tool_failed", "no such column"));
        ToolCallPipeline gateway = gateway(Map.of("fleet.tools.breaker.window", "4"));
        for (int i = 0; i < 10; i++) {
            assertThat(gateway.invoke("query_database", GOOD, CALLER).outcome())
                    .isEqualTo(new CallOutcome.Failed(ErrorCode.TOOL_FAILED, "no such column"));
        }
    }

    @Test
    void letsCallsWaitForAPlaceAndRefusesThemOnlyThen() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch hold = new CountDownLatch(1);
        tool.answers(request -> {
            entered.countDown();
            await(hold);
            return FakeToolServer.succeeded("{}");
        });
        ToolCallPipeline gateway =
                gateway(Map.of("fleet.tools.concurrency", "1", "fleet.tools.place-wait", "100ms"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<CallResult> first =
                    threads.submit(() -> gateway.invoke("query_database", GOOD, CALLER));
            await(entered);
            assertThat(gateway.invoke("query_database", GOOD, CALLER).outcome().errorCode())
                    .contains(ErrorCode.TOOL_UNAVAILABLE);
            hold.countDown();
            assertThat(first.get().outcome().status()).isEqualTo("succeeded");
        }
        assertThat(gateway.invoke("query_database", GOOD, CALLER).outcome().status())
                .isEqualTo("succeeded");
    }

    @Test
    void refusesEveryCallWhileLimitsCannotBeCounted() {
        counts =
                call -> {
                    throw new FleetException(ErrorCode.UNAVAILABLE, "Redis is away");
                };
        assertThat(gateway(Map.of()).invoke("query_database", GOOD, CALLER).outcome())
                .isEqualTo(new CallOutcome.Rejected(ErrorCode.UNAVAILABLE, "Redis is away"));
        assertThat(tool.asked()).isEmpty();
        assertThat(audited).hasSize(1);
    }

    @Test
    void saysThatItDoesNotKnowYetInsteadOfThatThereIsNoSuchTool() {
        ToolCallPipeline gateway = gateway(ToolCatalog.open(), Map.of());
        assertThat(gateway.invoke("query_database", GOOD, CALLER).outcome().errorCode())
                .contains(ErrorCode.UNAVAILABLE);
        assertThatThrownBy(() -> gateway.toolsFor(new AgentName("analysis"), "acme"))
                .hasMessageContaining("/ready");
    }

    @Test
    void takesAnAnswerThatIsNotJsonForAFailure() {
        tool.answers(request -> FakeToolServer.succeeded("rows: 1"));
        assertThat(gateway(Map.of()).invoke("query_database", GOOD, CALLER).outcome().errorCode())
                .contains(ErrorCode.TOOL_FAILED);
    }

    @Test
    void takesAnAnswerThatDoesNotFitTheOutputSchemaForAFailure() {
        registration.register(promising("{\"type\":\"object\",\"required\":[\"rows\"]}"));
        ToolCallPipeline gateway = gateway(Map.of());

        tool.answers(request -> FakeToolServer.succeeded("{\"rows\":[]}"));
        assertThat(gateway.invoke("query_database", GOOD, CALLER).outcome().status())
                .isEqualTo("succeeded");

        tool.answers(request -> FakeToolServer.succeeded("{\"lines\":[]}"));
        assertThat(gateway.invoke("query_database", GOOD, CALLER).outcome())
                .isInstanceOfSatisfying(
                        CallOutcome.Failed.class,
                        failed -> {
                            assertThat(failed.code()).isEqualTo(ErrorCode.TOOL_FAILED);
                            assertThat(failed.reason()).contains("output_schema", "rows");
                        });
    }

    private DefinitionDraft promising(String outputSchema) {
        return new DefinitionDraft(
                "query_database",
                "1.1.0",
                "Runs SQL.",
                SampleDrafts.QUERY_PARAMETERS,
                tool.address(),
                "",
                "",
                0,
                0,
                "",
                outputSchema,
                "",
                false,
                false);
    }

    @Test
    void listsOnlyWhatAnAgentMayCallAndWhatIsThere() {
        ToolCallPipeline gateway = gateway(Map.of());
        assertThat(gateway.toolsFor(new AgentName("analysis"), "acme"))
                .extracting(ToolDefinition::name)
                .hasToString("[query_database]");
        assertThat(gateway.toolsFor(new AgentName("stranger"), "acme")).isEmpty();
    }

    private ToolCallPipeline gateway(Map<String, String> settings) {
        return gateway(catalog, settings);
    }

    private ToolCallPipeline gateway(ToolCatalog known, Map<String, String> settings) {
        ToolsConfig config = TestToolsConfig.with(settings);
        Permissions permissions =
                new Permissions(Map.of("analysis", List.of("list_tables", "query_database")));
        RegistryMeters toolMeters = new RegistryMeters(meters);
        return new ToolCallPipeline(
                known,
                () -> permissions,
                GuardChain.of(
                        Optional.empty(),
                        () -> permissions,
                        new CallLimits(50, 5, 3),
                        call -> counts.count(call)),
                new EffectOnce(
                        new ProtectedEndpoint(endpoint, config, toolMeters),
                        new InMemoryEffectLog(),
                        new ResultSizeLimit(1000)),
                new ResultSizeLimit(1000),
                new CallRecords(audited::add, toolMeters, InstantSource.system()));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(15, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
