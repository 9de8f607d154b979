package io.agentfleet.tools.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.agentfleet.proto.tools.v1.CallContext;
import io.agentfleet.proto.tools.v1.InvokeToolRequest;
import io.agentfleet.proto.tools.v1.InvokeToolResponse;
import io.agentfleet.proto.tools.v1.ListToolsRequest;
import io.agentfleet.proto.tools.v1.RegisterToolRequest;
import io.agentfleet.proto.tools.v1.ToolDefinition;
import io.agentfleet.proto.tools.v1.ToolRegistryGrpc;
import io.agentfleet.testservers.TestServersResource;
import io.agentfleet.tools.catalog.SampleDrafts;
import io.agentfleet.tools.gateway.FakeToolServer;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole registry over its one port, with a real Redis; its logs live in memory. */
@QuarkusTest
@TestProfile(InMemoryLogs.class)
@QuarkusTestResource(
        value = TestServersResource.class,
        initArgs = @ResourceArg(name = "parts", value = "redis"),
        restrictToAnnotatedClass = true)
class RegistryQuarkusTest {

    private FakeToolServer tool;
    private ManagedChannel channel;
    private ToolRegistryGrpc.ToolRegistryBlockingStub registry;

    @BeforeEach
    void connect() throws Exception {
        tool = new FakeToolServer();
        channel =
                ManagedChannelBuilder.forAddress("localhost", RestAssured.port)
                        .usePlaintext()
                        .build();
        registry =
                ToolRegistryGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
        registry.register(RegisterToolRequest.newBuilder().setDefinition(query()).build());
    }

    @AfterEach
    void disconnect() {
        channel.shutdownNow();
        tool.close();
    }

    private ToolDefinition query() {
        return ToolDefinition.newBuilder()
                .setName("query_database")
                .setVersion("1.0.0")
                .setDescription("Runs SQL.")
                .setParameters(SampleDrafts.QUERY_PARAMETERS)
                .setEndpoint(tool.address())
                .build();
    }

    @Test
    void givesAnAgentItsToolsAndNoOthers() {
        assertThat(toolsOf("analysis")).contains("query_database");
        assertThat(toolsOf("translator")).contains("query_database");
        assertThat(toolsOf("writer")).doesNotContain("query_database");
        assertThat(toolsOf("planner")).isEmpty();
    }

    @Test
    void aThousandMadeUpToolsAndAgentsMakeNoNewSeries() {
        long before = -1;
        for (int i = 0; i <= 1_000; i++) {
            InvokeToolResponse refused =
                    registry.invokeTool(
                            InvokeToolRequest.newBuilder()
                                    .setTool("made_up_" + i)
                                    .setArguments("{}")
                                    .setContext(
                                            CallContext.newBuilder()
                                                    .setSessionId("flood")
                                                    .setTaskId("flood-" + i)
                                                    .setAgent("made-up-" + i))
                                    .build());
            assertThat(refused.getErrorCode()).isEqualTo("unknown_tool");
            before = i == 0 ? series() : before;
        }
        assertThat(series()).isLessThanOrEqualTo(before + 5); // a library's own may appear late
        assertThat(metrics()).contains("tool=\"other\"").doesNotContain("made_up", "made-up");
    }

    private static long series() {
        return metrics().lines().filter(line -> !line.startsWith("#")).count();
    }

    private static String metrics() {
        return when().get("/metrics").asString();
    }

    private Iterable<String> toolsOf(String agent) {
        return registry
                .listTools(ListToolsRequest.newBuilder().setAgent(agent).build())
                .getToolsList()
                .stream()
                .map(ToolDefinition::getName)
                .toList();
    }

    @Test
    void asksTheHealthOfAToolWhereItsDefinitionSays() {
        String here = "http://localhost:" + RestAssured.port;
        register("well", here + "/openapi");
        register("ill", here + "/no-such-page");
        register("gone", "http://localhost:1/health");

        when().get("/tools/well/health").then().statusCode(200).body("status", equalTo("up"));
        when().get("/tools/ill/health")
                .then()
                .body("status", equalTo("down"))
                .body("detail", containsString("answers 404"));
        when().get("/tools/gone/health").then().body("status", equalTo("down"));
        when().get("/tools/query_database/health").then().body("status", equalTo("unknown"));
        when().get("/tools/no_such_tool/health").then().statusCode(404);
    }

    private void register(String name, String healthUrl) {
        registry.register(
                RegisterToolRequest.newBuilder()
                        .setDefinition(query().toBuilder().setName(name).setHealthUrl(healthUrl))
                        .build());
    }

    @Test
    void refusesABrokenDefinitionOverGrpcNamingTheField() {
        RegisterToolRequest broken =
                RegisterToolRequest.newBuilder()
                        .setDefinition(query().toBuilder().setParameters("{\"type\":\"objekt\"}"))
                        .build();
        assertThatThrownBy(() -> registry.register(broken))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContainingAll("INVALID_ARGUMENT", "parameters", "/type");
        RegisterToolRequest other =
                RegisterToolRequest.newBuilder()
                        .setDefinition(query().toBuilder().setDescription("Something else."))
                        .build();
        assertThatThrownBy(() -> registry.register(other))
                .hasMessageContainingAll("ALREADY_EXISTS", "raise version");
    }

    @Test
    void countsTheCallsOfARootTaskAndStartsAnewWithTheNext() {
        String session = UUID.randomUUID().toString();
        String first = UUID.randomUUID().toString();
        IntStream.rangeClosed(1, 50)
                .forEach(i ->
                        assertThat(invoke(session, first, i).getOutcome()).isEqualTo("succeeded"));
        assertThat(invoke(session, first, 51).getErrorCode()).isEqualTo("call_limit_reached");
        assertThat(invoke(session, UUID.randomUUID().toString(), 1).getOutcome())
                .isEqualTo("succeeded");
    }

    @Test
    void stopsATaskThatTurnsInCircles() {
        String task = UUID.randomUUID().toString();
        assertThat(invoke("s", task, 1, 1).getOutcome()).isEqualTo("succeeded");
        assertThat(invoke("s", task, 1, 2).getOutcome()).isEqualTo("succeeded");
        assertThat(invoke("s", task, 1, 3).getErrorCode()).isEqualTo("loop_detected");
        assertThat(invoke("s", task, 2, 3).getOutcome()).isEqualTo("succeeded");
    }

    @Test
    void aRepeatedCallIsNoCircle() {
        String task = UUID.randomUUID().toString();
        for (int i = 0; i < 4; i++) {
            assertThat(invoke("s", task, 1, 1).getOutcome()).isEqualTo("succeeded");
        }
    }

    @Test
    void refusesACallThatSaysNotOnWhoseBehalf() {
        assertThatThrownBy(() ->
                        registry.invokeTool(
                                InvokeToolRequest.newBuilder().setTool("query_database").build()))
                .hasMessageContainingAll("INVALID_ARGUMENT", "task_id");
    }

    private InvokeToolResponse invoke(String session, String task, int row) {
        return invoke(session, task, row, row);
    }

    private InvokeToolResponse invoke(String session, String task, int row, int step) {
        return registry.invokeTool(
                InvokeToolRequest.newBuilder()
                        .setTool("query_database")
                        .setArguments("{\"sql\":\"select %d\"}".formatted(row))
                        .setContext(
                                CallContext.newBuilder()
                                        .setSessionId(session)
                                        .setTaskId(task)
                                        .setStep(step)
                                        .setAgent("analysis"))
                        .build());
    }

    @Test
    void showsPeopleItsToolsAndPermissions() {
        when().get("/tools").then().statusCode(200).body("name", hasItem("query_database"));
        when().get("/tools/query_database")
                .then()
                .statusCode(200)
                .body("version", equalTo("1.0.0"))
                .body("timeout_ms", equalTo(10_000))
                .body("parameters.required", hasItem("sql"));
        when().get("/permissions")
                .then()
                .statusCode(200)
                .body("search", hasItems("search_documents", "read_document"))
                .body("translator", hasItem("query_database"));
        when().get("/openapi").then().statusCode(200).body(containsString("/tools/{name}"));
    }

    @Test
    void answersErrorsAsProblems() {
        when().get("/tools/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:agentfleet:error:unknown_tool"))
                .body("title", equalTo("unknown tool"))
                .body("code", equalTo("unknown_tool"))
                .body("detail", containsString("'nothing'"));
        problemOf("{\"name\":\"Bad Name\"}", 400, "name 'Bad Name'");
        problemOf("{\"name\":", 400, "not a tool definition");
        problemOf("", 400, "body");
        problemOf(
                "{\"name\":\"a\",\"version\":\"1.0.0\",\"timeout_ms\":\"soon\"}",
                400,
                "timeout_ms");
        when().get("/nowhere").then().statusCode(404).contentType("application/problem+json");
        when().delete("/tools").then().statusCode(405).contentType("application/problem+json");
    }

    private static void problemOf(String body, int status, String said) {
        given().contentType("application/json")
                .body(body)
                .post("/tools")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", containsString(said));
    }

    @Test
    void registersOverRestAsOverGrpc() {
        String body =
                """
                {"name":"web_search","version":"2.1.0","description":"Searches the web.",
                 "parameters":{"type":"object","properties":{"q":{"type":"string"}}},
                 "endpoint":"localhost:9","health_url":"http://localhost:9/health",
                 "auth_type":"none","rate_limit":60,"timeout_ms":5000}\
                """;
        given().contentType("application/json")
                .body(body)
                .post("/tools")
                .then()
                .statusCode(201)
                .header("Location", containsString("/tools/web_search"))
                .body("status", equalTo("registered"));
        given().contentType("application/json")
                .body(body)
                .post("/tools")
                .then()
                .statusCode(200)
                .body("status", equalTo("unchanged"));
    }

    @Test
    void reportsItsHealthAndItsMeters() {
        invoke("s", UUID.randomUUID().toString(), 1);
        when().get("/health").then().statusCode(200);
        when().get("/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("catalog"))
                .body("checks.status", hasItem("UP"));
        when().get("/metrics")
                .then()
                .statusCode(200)
                .body(
                        containsString(
                                "tool_calls_total{status=\"succeeded\",tool=\"query_database\"}"))
                .body(containsString("tool_duration_seconds_count{tool=\"query_database\"}"))
                .body(containsString("tool_breaker_state{tool=\"query_database\"}"));
    }
}
