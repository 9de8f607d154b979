package io.agentfleet.executor.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.proto.tools.v1.CallContext;
import io.agentfleet.proto.tools.v1.ExecuteToolRequest;
import io.agentfleet.proto.tools.v1.ExecuteToolResponse;
import io.agentfleet.proto.tools.v1.ToolDefinition;
import io.agentfleet.proto.tools.v1.ToolEndpointGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeRegistry.class)
@SuppressWarnings("NullAway.Init")
class ToolEndpointQuarkusTest {

    @TestHTTPResource("/")
    URI address;

    FakeRegistry registry;
    private ManagedChannel channel;

    @BeforeEach
    void connect() {
        channel =
                ManagedChannelBuilder.forAddress(address.getHost(), address.getPort())
                        .usePlaintext()
                        .build();
    }

    @AfterEach
    void disconnect() {
        registry.takeAll();
        channel.shutdownNow();
    }

    private ExecuteToolResponse execute(String tool, String arguments, int timeoutMs) {
        return ToolEndpointGrpc.newBlockingStub(channel)
                .withDeadlineAfter(20, TimeUnit.SECONDS)
                .execute(
                        ExecuteToolRequest.newBuilder()
                                .setTool(tool)
                                .setArguments(arguments)
                                .setTimeoutMs(timeoutMs)
                                .setContext(
                                        CallContext.newBuilder()
                                                .setTaskId("root-1.analysis")
                                                .setRootTaskId("root-1")
                                                .setDataSource("shop"))
                                .build());
    }

    @Test
    void registersEveryToolAgainAndAgain() {
        await().untilAsserted(() -> assertThat(registry.registered()).hasSizeGreaterThan(16));
        assertThat(registry.registered().stream().map(ToolDefinition::getName).distinct())
                .containsExactlyInAnyOrder(
                        "list_tables",
                        "describe_table",
                        "query_database",
                        "search_documents",
                        "read_document",
                        "run_code",
                        "render_chart",
                        "write_file");
        ToolDefinition one = registry.registered().element();
        assertThat(one.getEndpoint()).isEqualTo("executor.test:8085");
        assertThat(one.getHealthUrl()).isEqualTo("http://executor.test:8085/ready");
        assertThat(one.getParameters()).startsWith("{").contains("\"type\":\"object\"");
    }

    @Test
    void registersWhichToolsMayBeRepeated() {
        await().untilAsserted(() -> assertThat(registry.registered()).hasSizeGreaterThan(16));
        assertThat(registry.registered())
                .filteredOn(ToolDefinition::getIdempotent)
                .extracting(ToolDefinition::getName)
                .containsOnly("write_file", "render_chart");
    }

    @Test
    void goesOnWithoutAToolThatTheRegistryRefusesAndShowsTheRegistrysOwnWords() {
        String words = "conflict: version 1.0.0 of 'write_file' is registered with other content";
        registry.refuse("write_file", Status.ALREADY_EXISTS.withDescription(words));
        await().untilAsserted(() -> {
            HttpResponse<String> ready = get("/ready");
            assertThat(ready.body()).contains("refused write_file", words);
            assertThat(ready.statusCode()).isEqualTo(200);
        });
        registry.registered().clear();
        await().untilAsserted(() ->
                assertThat(registry.registered().stream().map(ToolDefinition::getName))
                        .contains("query_database", "run_code")
                        .doesNotContain("write_file"));
    }

    @Test
    void isNotReadyWhileEveryToolIsRefusedAndNotWhileTheRegistryIsAway() {
        List<String> all =
                List.of(
                        "list_tables",
                        "describe_table",
                        "query_database",
                        "search_documents",
                        "read_document",
                        "run_code",
                        "render_chart",
                        "write_file");
        all.forEach(tool ->
                registry.refuse(tool, Status.INVALID_ARGUMENT.withDescription("no " + tool)));
        await().untilAsserted(() -> {
            assertThat(get("/ready").statusCode()).isEqualTo(503);
            assertThat(get("/ready").body())
                    .contains("no run_code", "no write_file", "the registry refused every tool");
        });
        all.forEach(tool -> registry.refuse(tool, Status.UNAVAILABLE.withDescription("no log")));
        await().untilAsserted(
                        () -> assertThat(get("/ready").body()).contains("does not serve (no log)"));
        registry.takeAll();
        await().untilAsserted(() -> assertThat(get("/ready").statusCode()).isEqualTo(200));
    }

    @Test
    void executesATool() {
        ExecuteToolResponse response =
                execute("query_database", "{\"sql\":\"select sum(amount) t from orders\"}", 0);

        assertThat(response.getError()).isEmpty();
        assertThat(response.getOutcome()).isEqualTo("succeeded");
        assertThat(response.getContent()).contains("\"rows\":[[42]]");
    }

    @Test
    void handsOverTheFilesThatWereWritten() {
        ExecuteToolResponse response =
                execute("write_file", "{\"path\":\"a.md\",\"content\":\"x\"}", 0);

        assertThat(response.getFiles(0).getUri()).startsWith("file:///").endsWith("/root-1/a.md");
        assertThat(response.getFiles(0).getSizeBytes()).isEqualTo(1);
    }

    @Test
    void drawsInsideTheService() {
        ExecuteToolResponse response =
                execute(
                        "render_chart",
                        "{\"type\":\"bar\",\"title\":\"매출\",\"categories\":[\"서울\"],\"series\":[{\"name\":\"a\",\"values\":[1]}]}",
                        0);

        assertThat(response.getError()).isEmpty();
        assertThat(response.getFiles(0).getName()).isEqualTo("chart.png");
    }

    @Test
    void everyBadCallIsAnOutcome() {
        assertThat(execute("fly", "{}", 0))
                .extracting(ExecuteToolResponse::getOutcome, ExecuteToolResponse::getErrorCode)
                .containsExactly("rejected", "unknown_tool");
        assertThat(execute("write_file", "[1]", 0).getErrorCode())
                .isEqualTo("invalid_tool_arguments");
        assertThat(execute("write_file", "{broken", 0).getErrorCode())
                .isEqualTo("invalid_tool_arguments");
        assertThat(execute("write_file", "{\"path\":\"../x\",\"content\":\"\"}", 0).getErrorCode())
                .isEqualTo("permission_denied");
        assertThat(execute("query_database", "{\"sql\":\"drop table orders\"}", 0).getErrorCode())
                .isEqualTo("permission_denied");
        assertThat(execute("run_code", "{\"code\":\"for(;;){}\"}", 800))
                .extracting(ExecuteToolResponse::getOutcome, ExecuteToolResponse::getErrorCode)
                .containsExactly("failed", "tool_timeout");
    }

    @Test
    void answersManyCallsAtOnce() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ExecuteToolResponse>> answers = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String sql = "{\"sql\":\"select %d\"}".formatted(i);
                answers.add(pool.submit(() -> execute("query_database", sql, 15_000)));
            }
            for (int i = 0; i < 60; i++) {
                assertThat(answers.get(i).get().getContent()).contains("[[%d]]".formatted(i));
            }
        }
    }

    @Test
    void reportsItsHealthAndMeters() throws Exception {
        execute("fly", "{}", 0);

        assertThat(get("/health").statusCode()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(get("/ready").statusCode()).isEqualTo(200));
        assertThat(get("/ready").body()).contains("registered", "writable");
        assertThat(get("/metrics").body())
                .contains("tool_duration_seconds_count{error_code=\"unknown_tool\"");
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(address.resolve(path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
