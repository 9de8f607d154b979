package io.agentfleet.executor.pool;

import static io.agentfleet.executor.ToolFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.executor.hostile.HostileFile;
import io.agentfleet.executor.sandbox.CallOrigin;
import io.agentfleet.executor.sandbox.ExecutionOutcome;
import io.agentfleet.executor.sandbox.OutputFolder;
import io.agentfleet.executor.sandbox.Places;
import io.agentfleet.executor.sandbox.Sandbox;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolContext;
import io.agentfleet.executor.source.DataSources;
import io.agentfleet.executor.worker.WorkerLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real worker processes. */
class WorkersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String UNSTOPPABLE =
            "select levenshtein(repeat('ab', 75000), repeat('ba', 75000))";

    private static final Map<String, Object> CHART =
            Map.of(
                    "type",
                    "bar",
                    "title",
                    "매출",
                    "categories",
                    List.of("서울"),
                    "series",
                    List.of(Map.of("name", "s", "values", List.of(1))));

    @TempDir static Path work;
    @TempDir Path root;

    private static Workers workers;
    private final Sandbox sandbox = new Sandbox(new Places(8, 8));
    private List<Tool> tools = List.of();

    @BeforeAll
    static void start() throws IOException {
        workers =
                Workers.start(
                        work,
                        WorkerSettings.usual(),
                        new WorkerLimits(128, 256, 2, 10_000, 32, 5_000));
    }

    @AfterAll
    static void stop() {
        workers.close();
    }

    @BeforeEach
    void data() throws IOException {
        Path data = Files.createDirectories(root.resolve("data"));
        Files.writeString(data.resolve("orders.csv"), "region,amount\nSeoul,40\nBusan,2\n");
        Files.writeString(data.resolve("refunds.md"), "# Refunds\nRefunds take 14 days.\n");
        Files.writeString(
                root.resolve("sources.json"),
                JSON.writeValueAsString(Map.of("shop", data.toString())));
        tools =
                workers.tools(
                        new DataSources(root.resolve("sources.json")),
                        new OutputFolder(root.resolve("output")));
    }

    private ExecutionOutcome call(String tenant, String tool, Map<String, Object> arguments) {
        return call(tenant, tool, arguments, LIMIT);
    }

    private ExecutionOutcome call(
            String tenant, String tool, Map<String, Object> arguments, Duration limit) {
        Tool found =
                tools.stream()
                        .filter(candidate -> candidate.definition().name().equals(tool))
                        .findFirst()
                        .orElseThrow();
        ToolContext context =
                new ToolContext(
                        "task-1", "shop", limit, new CallOrigin("", tenant, "s", "task-1", "a", 1));
        return sandbox.run(found, JSON.valueToTree(arguments), context);
    }

    private JsonNode result(String tool, Map<String, Object> arguments) {
        return switch (call("acme", tool, arguments)) {
            case ExecutionOutcome.Succeeded succeeded -> succeeded.answer().content();
            case ExecutionOutcome.Rejected refused -> throw new AssertionError(refused);
            case ExecutionOutcome.Failed failed -> throw new AssertionError(failed);
        };
    }

    private static List<ProcessHandle> processes() {
        return ProcessHandle.current().children().toList();
    }

    @Test
    void toolsAnswerFromWorkersAndTheirFilesAreWrittenByTheExecutor() {
        assertThat(result("query_database", Map.of("sql", "select sum(amount) from orders")))
                .hasToString(
                        "{\"columns\":[{\"name\":\"sum(amount)\",\"type\":\"BIGINT\"}],\"rows\":[[42]],\"row_count\":1,\"truncated\":false}");
        assertThat(result("search_documents", Map.of("query", "refund")).at("/hits/0/passage"))
                .hasToString("\"Refunds take 14 days.\"");
        assertThat(result("run_code", Map.of("code", "return 6 * 7")).at("/result").asInt())
                .isEqualTo(42);
        assertThat(result("render_chart", CHART).path("file").asText()).isEqualTo("chart.png");
        assertThat(root.resolve("output/task-1/chart.png")).isNotEmptyFile();
    }

    @Test
    void allCallsOfATasksTenantAndSourceAreAnsweredByTheSameWorker() {
        result("query_database", Map.of("sql", "select 1"));
        result("search_documents", Map.of("query", "refund"));
        List<ProcessHandle> before = processes();

        for (int round = 0; round < 5; round++) {
            result("query_database", Map.of("sql", "select 1"));
            result("search_documents", Map.of("query", "refund"));
            result("run_code", Map.of("code", "return 6 * 7"));
            result("render_chart", CHART);
        }

        assertThat(processes()).containsAll(before).hasSameSizeAs(before);
    }

    @Test
    void aCallThatNothingStopsIsKilledAndTheNextIsAnswered() {
        result("query_database", Map.of("sql", "select 1"));

        assertThat(
                        refusal(
                                call(
                                        "acme",
                                        "query_database",
                                        Map.of("sql", UNSTOPPABLE),
                                        Duration.ofMillis(1500))))
                .isEqualTo(
                        "failed tool_timeout: query_database did not end within 1500 ms and was"
                                + " stopped: ask for less, or again later if the machine is busy");
        assertThat(result("query_database", Map.of("sql", "select 1")).at("/rows/0/0").asInt())
                .isEqualTo(1);
    }

    @Test
    void halfALetterIsNoReasonToEndAWorker() {
        String half = "\uD83D";
        String cut = "select 'a' || repeat('\uD83D\uDE00', 2000)"; // shown up to 4000 chars

        assertThat(result("query_database", Map.of("sql", "select '" + half + "'")).at("/rows/0/0"))
                .hasToString("\"?\"");
        assertThat(result("query_database", Map.of("sql", cut)).at("/rows/0/0").asText())
                .endsWith("?… (4001 characters)");
    }

    @Test
    void aWorkerThatIsKilledWhileItWaitsIsReplaced() {
        result("query_database", Map.of("sql", "select 1"));
        processes().forEach(ProcessHandle::destroyForcibly);
        await().until(() -> processes().stream().noneMatch(ProcessHandle::isAlive));

        assertThat(result("query_database", Map.of("sql", "select 2")).at("/rows/0/0").asInt())
                .isEqualTo(2);
    }

    @Test
    void noWorkerServesTwoTenants() {
        result("query_database", Map.of("sql", "select 1"));
        List<Long> before = processes().stream().map(ProcessHandle::pid).toList();

        call("other", "query_database", Map.of("sql", "select 1"));

        assertThat(processes().stream().map(ProcessHandle::pid)).hasSizeGreaterThan(before.size());
    }

    @Test
    void badFilesAreProblemsAndTheRestOfTheSourceAnswers() throws IOException {
        for (HostileFile file : HostileFile.all()) {
            file.content().write(root.resolve("data").resolve(file.name()));
        }
        awaitAnswer("list_tables", Map.of());
        awaitAnswer("search_documents", Map.of("query", "refund"));

        assertThat(
                        result("query_database", Map.of("sql", "select sum(amount) from orders"))
                                .at("/rows/0/0")
                                .asInt())
                .isEqualTo(42);
        assertThat(result("search_documents", Map.of("query", "refund days")).toString())
                .contains("Refunds take 14 days");
        assertThat(problems("list_tables")).contains("deep.json", "noise.parquet");
        assertThat(problems("search_documents")).contains("bomb.pdf", "broken.pdf", "noise.pdf");
    }

    /** A source that is still being loaded says so. */
    private void awaitAnswer(String tool, Map<String, Object> arguments) {
        await().atMost(3, TimeUnit.MINUTES)
                .untilAsserted(() ->
                        assertThat(call("acme", tool, arguments))
                                .isInstanceOf(ExecutionOutcome.Succeeded.class));
    }

    private List<String> problems(String tool) {
        Map<String, Object> arguments =
                tool.equals("list_tables") ? Map.of() : Map.of("query", "refund");
        return result(tool, arguments)
                .path("problems")
                .valueStream()
                .map(problem -> problem.path("file").asText())
                .toList();
    }

    @Test
    void workersAndWhatTheyLoadedAreGoneAfterClose() throws IOException {
        Path own = Files.createDirectories(root.resolve("work"));
        Workers some =
                Workers.start(
                        own,
                        WorkerSettings.usual(),
                        new WorkerLimits(128, 256, 2, 10_000, 32, 5_000));
        Path folder = own.resolve(String.valueOf(ProcessHandle.current().pid()));
        assertThat(folder).isDirectory();

        some.close();

        await().untilAsserted(() -> assertThat(folder).doesNotExist());
        try (Stream<Path> left = Files.list(own)) {
            assertThat(left).allMatch(path -> path.getFileName().toString().startsWith("duckdb"));
        }
    }
}
