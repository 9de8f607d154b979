package io.agentfleet.executor.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.executor.pool.WorkerSettings;
import io.agentfleet.executor.pool.Workers;
import io.agentfleet.executor.sandbox.CallOrigin;
import io.agentfleet.executor.sandbox.ExecutionOutcome;
import io.agentfleet.executor.sandbox.OutputFolder;
import io.agentfleet.executor.sandbox.Places;
import io.agentfleet.executor.sandbox.Sandbox;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolContext;
import io.agentfleet.executor.source.DataSources;
import io.agentfleet.executor.worker.WorkerLimits;
import io.agentfleet.schemas.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Random SQL and random files, in real workers. The pool is in the process of this test: whatever
 * ends it ends the test.
 *
 * <p>{@code -Drandom.seed=N} makes another run, {@code -Drandom.cases=N} makes it longer.
 */
class RandomInputTest {

    private static final Logger LOG = LoggerFactory.getLogger(RandomInputTest.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = Long.getLong("random.seed", 20_261_201);
    private static final int CASES = Integer.getInteger("random.cases", 250);
    private static final int FILES_OF_A_SOURCE = 45;
    private static final int FILES = CASES * 2 / 5;
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration ENOUGH = Duration.ofSeconds(60);

    @TempDir Path root;

    private final Sandbox sandbox = new Sandbox(new Places(8, 8));
    private Workers workers;
    private List<Tool> tools;

    @BeforeEach
    void start() throws IOException {
        LOG.info("random_input seed={} cases={}", SEED, CASES);
        workers =
                Workers.start(
                        root.resolve("work"),
                        WorkerSettings.usual(),
                        new WorkerLimits(128, 256, 2, 10_000, 32, 5_000));
        tools =
                workers.tools(
                        new DataSources(root.resolve("sources.json")),
                        new OutputFolder(root.resolve("output")));
        Files.createDirectory(root.resolve("good"));
        Files.writeString(root.resolve("good/orders.csv"), "region,amount\nSeoul,40\nBusan,2\n");
        source(root.resolve("good"));
    }

    @AfterEach
    void stop() {
        workers.close();
    }

    @Test
    void sqlOfAnyShapeGetsAnAnswerOrAClearRefusalAndTheNextCallIsAnswered() throws Exception {
        List<String> functions = functions();
        Map<String, Integer> ends = new TreeMap<>();
        for (int i = 0; i < CASES; i++) {
            String sql = new RandomSql(new Random(SEED + i), functions).statement();
            String origin = "seed %d case %d: %.500s".formatted(SEED, i, sql);

            long start = System.nanoTime();
            ExecutionOutcome outcome = call("query_database", Map.of("sql", sql), LIMIT);

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(origin)
                    .isLessThan(LIMIT.plusSeconds(1));
            ends.merge(end(outcome), 1, Integer::sum);
            assertThat(fault(outcome)).as(origin).isEmpty();
            assertThat(rows("select sum(amount) from orders")).as(origin).isEqualTo("[[42]]");
        }
        LOG.info("random_sql ends={}", ends);
        assertThat(ends).containsKeys("answered", "INVALID_TOOL_ARGUMENTS");
    }

    @Test
    void filesOfAnyContentAreLoadedOrAProblemAndTheRestOfTheSourceAnswers() throws Exception {
        for (int first = 0; first < FILES; first += FILES_OF_A_SOURCE) {
            Path folder = Files.createDirectory(root.resolve("source-" + first));
            for (int i = first; i < Math.min(FILES, first + FILES_OF_A_SOURCE); i++) {
                String format = RandomFile.FORMATS.get(i % RandomFile.FORMATS.size());
                byte[] content = new RandomFile(new Random(SEED + i)).content(format);
                Files.write(folder.resolve("case%d.%s".formatted(i, format)), content);
            }
            Files.copy(root.resolve("good/orders.csv"), folder.resolve("orders.csv"));
            Files.writeString(folder.resolve("refunds.md"), "# Refunds\nRefunds take 14 days.\n");
            source(folder);

            checkTables();
            checkDocuments();
        }
    }

    private void checkTables() {
        JsonNode list = loaded("list_tables", Map.of());
        checkProblems(list);
        assertThat(rows("select sum(amount) from orders")).isEqualTo("[[42]]");
        for (JsonNode table : list.path("tables")) {
            String name = table.path("name").asText();
            for (var call :
                    Map.of("query_database", "from \"" + name + "\"", "describe_table", name)
                            .entrySet()) {
                String key = call.getKey().startsWith("query") ? "sql" : "table";
                assertThat(fault(call(call.getKey(), Map.of(key, call.getValue()), ENOUGH)))
                        .as("seed %d: %s of %s", SEED, call.getKey(), name)
                        .isEmpty();
            }
        }
    }

    private void checkDocuments() {
        JsonNode found = loaded("search_documents", Map.of("query", "refunds days"));
        checkProblems(found);
        assertThat(found.toString()).contains("Refunds take 14 days");
    }

    private void checkProblems(JsonNode result) {
        for (JsonNode problem : result.path("problems")) {
            assertThat(problem.path("problem").asText())
                    .as("seed %d: %s", SEED, problem.path("file"))
                    .doesNotContain("reason of its own", "java.", root.toString());
        }
    }

    /** A source that is still being loaded says so. */
    private JsonNode loaded(String tool, Map<String, Object> arguments) {
        await().atMost(3, TimeUnit.MINUTES)
                .until(
                        () -> call(tool, arguments, ENOUGH),
                        ExecutionOutcome.Succeeded.class::isInstance);
        return result(tool, arguments);
    }

    private static String end(ExecutionOutcome outcome) {
        return switch (outcome) {
            case ExecutionOutcome.Succeeded _ -> "answered";
            case ExecutionOutcome.Rejected(var code, String _) -> code.name();
            case ExecutionOutcome.Failed(var code, String _) -> code.name();
        };
    }

    /** What is wrong with how the call ended; empty if nothing is. */
    private String fault(ExecutionOutcome outcome) {
        return switch (outcome) {
            case ExecutionOutcome.Succeeded _ -> "";
            case ExecutionOutcome.Rejected(var code, String message) -> fault(code, message);
            case ExecutionOutcome.Failed(var code, String message) -> fault(code, message);
        };
    }

    private String fault(ErrorCode code, String message) {
        boolean clear =
                code != ErrorCode.INTERNAL
                        && !message.isBlank()
                        && !message.contains("java.")
                        && !message.contains(root.toString());
        return clear ? "" : code + ": " + message;
    }

    private String rows(String sql) {
        return result("query_database", Map.of("sql", sql)).path("rows").toString();
    }

    private JsonNode result(String tool, Map<String, Object> arguments) {
        return switch (call(tool, arguments, ENOUGH)) {
            case ExecutionOutcome.Succeeded succeeded -> succeeded.answer().content();
            case ExecutionOutcome.Rejected refused -> throw new AssertionError(refused);
            case ExecutionOutcome.Failed failed -> throw new AssertionError(failed);
        };
    }

    private ExecutionOutcome call(String tool, Map<String, Object> arguments, Duration limit) {
        Tool found =
                tools.stream()
                        .filter(candidate -> candidate.definition().name().equals(tool))
                        .findFirst()
                        .orElseThrow();
        CallOrigin origin = new CallOrigin("", "acme", "s", "task-1", "a", 1);
        return sandbox.run(
                found,
                JSON.valueToTree(arguments),
                new ToolContext("task-1", "shop", limit, origin));
    }

    private void source(Path folder) throws IOException {
        Files.writeString(
                root.resolve("sources.json"),
                JSON.writeValueAsString(Map.of("shop", folder.toString())));
    }

    /** Name and types of arguments of each, with ¦ between. */
    private static List<String> functions() throws SQLException {
        String sql =
                """
                select distinct array_to_string([function_name] || parameter_types, '¦')
                from duckdb_functions() where function_type in ('scalar', 'aggregate') order by all
                """;
        List<String> functions = new ArrayList<>();
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                functions.add(result.getString(1));
            }
        }
        return functions;
    }
}
