package io.agentfleet.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.proto.agents.v1.AgentServiceGrpc;
import io.agentfleet.proto.agents.v1.TaskRequest;
import io.agentfleet.proto.tools.v1.CallContext;
import io.agentfleet.proto.tools.v1.InvokeToolRequest;
import io.agentfleet.proto.tools.v1.InvokeToolResponse;
import io.agentfleet.proto.tools.v1.RegisterToolRequest;
import io.agentfleet.proto.tools.v1.ToolDefinition;
import io.agentfleet.proto.tools.v1.ToolRegistryGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input at every door: a clear error there, and the rest of the fleet goes on. */
class BadInputST {

    private static Fleet fleet;
    private static ManagedChannel orchestrator;
    private static ManagedChannel registry;

    @TempDir static Path folder;

    @BeforeAll
    static void connect() {
        fleet = Fleet.up();
        orchestrator =
                ManagedChannelBuilder.forTarget(fleet.address("orchestrator"))
                        .usePlaintext()
                        .build();
        registry =
                ManagedChannelBuilder.forTarget(fleet.address("tool-registry"))
                        .usePlaintext()
                        .build();
    }

    @AfterAll
    static void theFleetIsUnharmed() {
        orchestrator.shutdownNow();
        registry.shutdownNow();
        assertThat(fleet.status().path("processes"))
                .allSatisfy(process ->
                        assertThat(process.path("state").asText())
                                .as("%s", process)
                                .isEqualTo("ready"));
        fleet.run("run", "What is the total amount?", "--data", Sources.SALES.toString())
                .succeeded();
    }

    @ParameterizedTest(name = "REST refuses {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"prompt":""}                                | 400 | prompt
                    {"prompt":"   "}                             | 400 | prompt
                    {}                                           | 400 | prompt
                    {"prompt":7}                                 | 400 | prompt
                    {"prompt":"x","max_steps":0}                 | 400 | max_steps 0
                    {"prompt":"x","max_steps":26}                | 400 | max_steps 26
                    {"prompt":"x","token_budget":511}            | 400 | token_budget 511
                    {"prompt":"x","token_budget":32769}          | 400 | token_budget 32769
                    {"prompt":"x","max_steps":"many"}            | 400 | max_steps
                    {"prompt":"x","task_id":"../../etc/passwd"}  | 400 | task_id
                    {"prompt":"x","surprise":1}                  | 400 | surprise
                    {"prompt":"x","metadata":{"data_source":"no-such"}} | 400 | no-such
                    {"prompt":                                   | 400 | JSON
                    []                                           | 400 | JSON
                    """)
    void restNamesTheValueAndTheRemedy(String body, int status, String named) {
        for (String path : new String[] {"/tasks", "/run"}) {
            HttpResponse<String> answer =
                    fleet.send("POST", fleet.url("orchestrator") + path, body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(answer.headers().firstValue("content-type").orElse(""))
                    .startsWith("application/problem+json");
            assertThat(answer.body()).contains(named).doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void aPromptOfAMegabyteIsTooLarge() {
        String body = "{\"prompt\":\"%s\"}".formatted("x".repeat(1 << 20));
        HttpResponse<String> answer =
                fleet.send("POST", fleet.url("orchestrator") + "/tasks", body);
        assertThat(answer.statusCode()).isIn(400, 413);
        assertThat(answer.body()).contains("100,000");
    }

    @Test
    void unknownTasksAreNotFound() {
        for (String path : new String[] {"/tasks/no-such-task", "/tasks/no-such-task/events"}) {
            HttpResponse<String> answer = fleet.send("GET", fleet.url("orchestrator") + path, "");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("no-such-task");
        }
    }

    @ParameterizedTest(name = "gRPC refuses max_steps {0} token_budget {1} prompt \"{2}\"")
    @CsvSource({
        "26,8192,hello,max_steps 26",
        "-1,8192,hello,max_steps -1",
        "10,511,hello,token_budget 511",
        "10,8192,'',prompt"
    })
    void grpcNamesTheValueAndTheRemedy(int steps, int budget, String prompt, String named) {
        TaskRequest request =
                TaskRequest.newBuilder()
                        .setPrompt(prompt)
                        .setMaxSteps(steps)
                        .setTokenBudget(budget)
                        .build();
        assertThatThrownBy(() ->
                        AgentServiceGrpc.newBlockingStub(orchestrator)
                                .withDeadlineAfter(20, TimeUnit.SECONDS)
                                .runTask(request))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageStartingWith("INVALID_ARGUMENT")
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent.tasks.orchestrator",
                "agent.tasks.planner",
                "agent.tasks.search",
                "agent.tasks.analysis",
                "agent.tasks.writer",
                "agent.results",
                "agent.control"
            })
    void bytesThatAreNotAvroBecomeADeadLetterWithTheirBytes(String topic) {
        String key = "garbage-" + UUID.randomUUID();
        byte[] garbage = "this is not Avro".getBytes(UTF_8);
        try (KafkaLog log = new KafkaLog(fleet)) {
            log.publish(topic, key, garbage);
            var deadLetters =
                    log.deadLetters(topic, r -> key.equals(r.key()), Duration.ofSeconds(30));
            assertThat(deadLetters).hasSize(1);
            ConsumerRecord<String, byte[]> deadLetter = deadLetters.getFirst();
            assertThat(deadLetter.value()).isEqualTo(garbage);
            assertThat(new String(deadLetter.headers().lastHeader("dlq_code").value(), UTF_8))
                    .isEqualTo("unreadable_record");
            assertThat(new String(deadLetter.headers().lastHeader("dlq_reason").value(), UTF_8))
                    .contains("Avro");
        }
    }

    @Test
    void aToolWithABrokenSchemaIsNotRegistered() {
        ToolDefinition broken =
                ToolDefinition.newBuilder()
                        .setName("broken_tool")
                        .setVersion("1.0.0")
                        .setDescription("has a broken schema")
                        .setParameters(
                                "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"no-such-type\"}}}")
                        .setEndpoint("127.0.0.1:1")
                        .build();
        assertThatThrownBy(() ->
                        ToolRegistryGrpc.newBlockingStub(registry)
                                .withDeadlineAfter(20, TimeUnit.SECONDS)
                                .register(
                                        RegisterToolRequest.newBuilder()
                                                .setDefinition(broken)
                                                .build()))
                .hasMessageStartingWith("INVALID_ARGUMENT")
                .hasMessageContaining("parameters")
                .hasMessageContaining("no-such-type");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    analysis | query_database | {"sql":"DELETE FROM orders"}                           | permission_denied
                    analysis | query_database | {"sql":"COPY orders TO '/tmp/stolen.csv'"}             | permission_denied
                    analysis | query_database | {"sql":"SELECT 1; DROP TABLE orders"}                  | permission_denied
                    analysis | query_database | {"sql":"SELECT * FROM read_csv('/etc/passwd')"}        | permission_denied
                    analysis | query_database | {"sql":"SELECT * FROM no_such_table"}                  | invalid_tool_arguments
                    analysis | query_database | {"sql":7}                                              | invalid_tool_arguments
                    analysis | query_database | {}                                                     | invalid_tool_arguments
                    analysis | write_file     | {"path":"a.md","content":"x"}                          | permission_denied
                    analysis | no_such_tool   | {}                                                     | unknown_tool
                    writer   | write_file     | {"path":"../outside.md","content":"x"}                 | permission_denied
                    writer   | write_file     | {"path":"/etc/outside.md","content":"x"}               | permission_denied
                    analysis | run_code       | {"code":"while (true) {}"}                             | tool_timeout
                    analysis | run_code       | {"code":"const a=[]; while(true) a.push(new Array(1e6).fill(7))"} | memory_limit_reached
                    search   | read_document  | {"document":"../../etc/passwd"}                        | invalid_tool_arguments
                    """)
    void theGatewayRefusesWithACodeAndAReason(
            String agent, String tool, String arguments, String code) {
        InvokeToolResponse answer = invoke(agent, tool, arguments, Sources.sales(fleet));
        assertThat(answer.getOutcome()).as("%s", answer).isIn("rejected", "failed");
        assertThat(answer.getErrorCode()).isEqualTo(code);
        assertThat(answer.getError()).isNotBlank().doesNotContain("Exception", "\tat ");
    }

    @Test
    void badDataFoldersAreRefusedByName() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Path file = Files.writeString(folder.resolve("file.txt"), "x");
        for (Path bad : new Path[] {empty, file, folder.resolve("missing")}) {
            Fleet.Ran ran = fleet.run("run", "What is the total?", "--data", bad.toString());
            assertThat(ran.exitCode()).isNotZero();
            assertThat(ran.err())
                    .contains(bad.getFileName().toString())
                    .doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void aCorruptParquetIsNamedAndTheOtherFilesAreAnswered() throws IOException {
        Path mixed = Files.createDirectories(folder.resolve("mixed"));
        Files.writeString(mixed.resolve("broken.parquet"), "PAR1 not really");
        Files.writeString(
                mixed.resolve("visits.csv"), "day,visitors\n2026-01-01,4\n2026-01-02,38\n");
        JsonNode task =
                fleet.run(
                                "run",
                                "What is the total of visitors?",
                                "--data",
                                mixed.toString(),
                                "-o",
                                "json")
                        .json();
        new ReportReader(task.path("output").asText()).reports(42);
        InvokeToolResponse tables =
                invoke(
                        "analysis",
                        "list_tables",
                        "{}",
                        task.path("metadata").path("data_source").asText());
        assertThat(tables.getContent()).contains("broken.parquet");
    }

    private static InvokeToolResponse invoke(
            String agent, String tool, String arguments, String source) {
        String id = "bad-input-" + UUID.randomUUID();
        return ToolRegistryGrpc.newBlockingStub(registry)
                .withDeadlineAfter(40, TimeUnit.SECONDS)
                .invokeTool(
                        InvokeToolRequest.newBuilder()
                                .setTool(tool)
                                .setArguments(arguments)
                                .setContext(
                                        CallContext.newBuilder()
                                                .setTenant("default")
                                                .setSessionId(id)
                                                .setTaskId(id)
                                                .setRootTaskId(id)
                                                .setAgent(agent)
                                                .setStep(1)
                                                .setDataSource(source))
                                .build());
    }
}
