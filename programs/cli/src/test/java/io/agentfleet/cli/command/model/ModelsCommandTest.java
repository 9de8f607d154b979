package io.agentfleet.cli.command.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.agentfleet.cli.command.option.ModelOption;
import io.agentfleet.cli.operations.FleetModels;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.state.FleetSetup;
import io.agentfleet.localfleet.state.ModelChoice;
import io.agentfleet.localfleet.supervisor.FleetControl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelsCommandTest {

    private static final String ANSWER =
            """
            data: {"id":"1","model":"qwen3-8b","choices":[{"index":0,"delta":{"role":"assistant","content":"ready"},"finish_reason":null}]}

            data: {"id":"1","model":"qwen3-8b","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: {"id":"1","model":"qwen3-8b","choices":[],"usage":{"prompt_tokens":100,"completion_tokens":10,"total_tokens":110}}

            data: [DONE]

            """;

    @TempDir private Path folder;

    private FleetHome home;

    @BeforeEach
    void settle() throws IOException {
        home = new FleetHome(folder, folder.resolve("home"));
        Files.writeString(
                folder.resolve("fleet.properties"),
                """
                tool-registry = 8084, 192m, 512m
                agent-search = 8081, 192m, 512m
                orchestrator = 8080, 192m, 512m
                """);
    }

    private void chosen(String url) {
        new FleetControl(home)
                .setUp(
                        FleetSetup.DEFAULT.with(
                                Optional.of(
                                        new ModelChoice(
                                                "openai",
                                                "qwen3",
                                                Optional.of(url),
                                                Optional.empty()))));
    }

    @Test
    void theListSaysWhoAsksWhichModelAndWhereItsKeyComesFrom() {
        chosen("http://localhost:1/v1");
        Map<String, String> environment =
                Map.of(
                        "FLEET_MODELS_BIG_PROVIDER", "anthropic",
                        "FLEET_MODELS_BIG_MODEL", "claude-x",
                        "FLEET_MODELS_BIG_API_KEY", "very-secret",
                        "FLEET_MODELS_BIG_PRICE_INPUT", "3",
                        "FLEET_MODELS_BIG_PRICE_CACHED_INPUT", "0.3",
                        "FLEET_MODELS_BIG_PRICE_OUTPUT", "15",
                        "FLEET_MODELS_BIG_PRICE_AS_OF", "2026-11-30");

        List<FleetModels.Row> rows = new FleetModels(home, environment).rows();

        assertThat(rows)
                .extracting(FleetModels.Row::name)
                .containsExactly("offline", "big", "main");
        assertThat(rows.get(1).key()).isEqualTo("the environment");
        assertThat(rows.get(1).price()).isEqualTo("3 / 0.3 / 15");
        assertThat(rows.get(1).priceAsOf()).isEqualTo("2026-11-30");
        assertThat(rows.get(2).usedBy()).containsExactly("agent-search", "orchestrator");
        assertThat(rows.get(0).usedBy()).isEmpty();
        assertThat(rows.toString()).doesNotContain("very-secret");
    }

    @Test
    void aTrialTellsTimeTokensAndCost() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1/chat/completions",
                call -> {
                    byte[] answer = ANSWER.getBytes(UTF_8);
                    call.getResponseHeaders().add("content-type", "text/event-stream");
                    call.sendResponseHeaders(200, answer.length);
                    call.getResponseBody().write(answer);
                    call.close();
                });
        server.start();
        try {
            chosen("http://localhost:%d/v1".formatted(server.getAddress().getPort()));
            FleetModels models =
                    new FleetModels(
                            home,
                            Map.of(
                                    "FLEET_MODELS_MAIN_PRICE_INPUT", "1",
                                    "FLEET_MODELS_MAIN_PRICE_OUTPUT", "2",
                                    "FLEET_MODELS_MAIN_PRICE_AS_OF", "2026-11-30"));

            ModelTrial trial = ModelTrial.of(models.open(models.used()));

            assertThat(trial.answered()).isTrue();
            assertThat(String.join("\n", trial.lines()))
                    .contains("main answers: ready (openai/qwen3, served by qwen3-8b)")
                    .contains("100 tokens in, 10 out, $0.00012");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aTrialThatFailsSaysWhyAndWhatToDo() {
        chosen("http://localhost:1/v1");
        FleetModels models = new FleetModels(home, Map.of());

        ModelTrial trial = ModelTrial.of(models.open("main"));

        assertThat(trial.answered()).isFalse();
        assertThat(trial.failure()).isEqualTo("unreachable");
        assertThat(trial.message()).contains("fleet.models.main.base-url");
    }

    @Test
    void theOfflineModelAnswersWithoutConfiguration() {
        FleetModels models = new FleetModels(home, Map.of());
        assertThat(models.used()).isEqualTo("offline");
        assertThat(ModelTrial.of(models.open("offline")).answered()).isTrue();
        assertThatThrownBy(() -> models.open("main"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("fleet.model.use 'main' is unknown");
    }

    private static ModelOption parsed(String... words) {
        ModelOption option = new ModelOption();
        new CommandLine(
                        CommandLine.Model.CommandSpec.create()
                                .addMixin(
                                        "m",
                                        CommandLine.Model.CommandSpec.forAnnotatedObject(option)))
                .parseArgs(words);
        return option;
    }

    @Test
    void whatCannotBeAModelIsRefused() throws IOException {
        assertThat(parsed().isGiven()).isFalse();
        assertThat(parsed("--model", "offline").choice()).isEmpty();
        assertThat(parsed("--model", "qwen3").choice().orElseThrow().provider())
                .isEqualTo("openai");
        assertThatThrownBy(() -> parsed("--model-url", "http://x").choice())
                .hasMessageContaining("--model is missing");
        assertThatThrownBy(() -> parsed("--model", "x", "--model-url", "x:1").choice())
                .hasMessageContaining("'x:1' is no address");
        assertThatThrownBy(() -> parsed("--model", "x", "--model-provider", "y").choice())
                .hasMessageContaining("'y' is unknown: choose one of [openai");
        Path key = Files.writeString(folder.resolve("key"), "k");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(
                        () -> parsed("--model", "x", "--model-key-file", key.toString()).choice())
                .hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(
                        parsed("--model", "x", "--model-key-file", key.toString())
                                .choice()
                                .orElseThrow()
                                .keyFile())
                .contains(key.toAbsolutePath().toString());
    }
}
