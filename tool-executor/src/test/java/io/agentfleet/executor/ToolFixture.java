package io.agentfleet.executor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.agentfleet.executor.files.WriteFile;
import io.agentfleet.executor.sandbox.ExecutionOutcome;
import io.agentfleet.executor.sandbox.OutputFolder;
import io.agentfleet.executor.sandbox.Places;
import io.agentfleet.executor.sandbox.Sandbox;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolContext;
import io.agentfleet.executor.source.DataSources;
import io.agentfleet.executor.worker.InProcessTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All tools without a container, over a data folder that a test fills. */
public final class ToolFixture {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Path root;
    private final List<Tool> tools;
    private final Sandbox sandbox = new Sandbox(new Places(8, 8));

    public ToolFixture(Path root) {
        this.root = root;
        DataSources sources = new DataSources(root.resolve("sources.json"));
        OutputFolder output = new OutputFolder(root.resolve("output"));
        this.tools =
                Stream.concat(
                                InProcessTools.of(sources, output).stream(),
                                Stream.of(new WriteFile(output)))
                        .toList();
        source(root.resolve("data"));
    }

    /** Makes this folder the data source {@code data}. */
    public ToolFixture source(Path folder) {
        write(
                root.resolve("sources.json"),
                JSON.valueToTree(Map.of("data", folder.toString())).toString(),
                StandardCharsets.UTF_8);
        return this;
    }

    public Path data() {
        return root.resolve("data");
    }

    public Path output() {
        return root.resolve("output").resolve("task-1");
    }

    public ToolFixture file(String name, String text) {
        return file(name, text, StandardCharsets.UTF_8);
    }

    public ToolFixture file(String name, String text, Charset charset) {
        write(data().resolve(name), text, charset);
        return this;
    }

    private static void write(Path file, String text, Charset charset) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, charset);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public ExecutionOutcome call(String tool, Object arguments, ToolContext context) {
        return sandbox.run(find(tool), JSON.valueToTree(arguments), context);
    }

    private Tool find(String name) {
        return tools.stream()
                .filter(candidate -> candidate.definition().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public ExecutionOutcome call(String tool, Object arguments) {
        return call(tool, arguments, new ToolContext("task-1", "data", Duration.ofSeconds(20)));
    }

    /** The result of a call that succeeds; it fits the tool's output schema. */
    public JsonNode result(String tool, Object arguments) {
        return switch (call(tool, arguments)) {
            case ExecutionOutcome.Succeeded succeeded -> {
                JsonNode content = succeeded.answer().content();
                assertThat(schema(tool).validate(content)).as("result of " + tool).isEmpty();
                yield content;
            }
            case ExecutionOutcome.Rejected refused -> throw new AssertionError(refused);
            case ExecutionOutcome.Failed failed -> throw new AssertionError(failed);
        };
    }

    private Schema schema(String tool) {
        return SCHEMAS.getSchema(find(tool).definition().output(), InputFormat.JSON);
    }

    /** {@code rejected permission_denied: message} of a call that does not succeed. */
    public String refusal(String tool, Object arguments) {
        return refusal(call(tool, arguments));
    }

    public static String refusal(ExecutionOutcome outcome) {
        return switch (outcome) {
            case ExecutionOutcome.Succeeded succeeded -> throw new AssertionError(succeeded);
            case ExecutionOutcome.Rejected r -> "rejected " + r.code().wire() + ": " + r.message();
            case ExecutionOutcome.Failed f -> "failed " + f.code().wire() + ": " + f.message();
        };
    }

    /** One field of each entry of a list. */
    public static List<String> each(JsonNode list, String field) {
        return list.valueStream().map(entry -> entry.path(field).asText()).toList();
    }

    /** The rows of a query as JSON text. */
    public String rows(String sql) {
        return result("query_database", Map.of("sql", sql)).path("rows").toString();
    }

    /** {@code name TYPE, name TYPE} of a table. */
    public String columns(String table) {
        for (JsonNode entry : result("list_tables", Map.of()).path("tables")) {
            if (entry.path("name").asText().equals(table)) {
                return String.join(
                        ", ",
                        entry.path("columns")
                                .valueStream()
                                .map(c -> c.path("name").asText() + " " + c.path("type").asText())
                                .toList());
            }
        }
        throw new AssertionError("no table " + table + ": " + result("list_tables", Map.of()));
    }
}
