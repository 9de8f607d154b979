package io.agentfleet.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agentfleet.modelserver.offline.LanguageModelBackend;
import io.agentfleet.modelserver.script.Script;
import io.agentfleet.modelserver.script.ScriptedBackend;
import io.agentfleet.modelserver.server.Answers;
import io.agentfleet.modelserver.server.CallLog;
import io.agentfleet.modelserver.server.ModelServer;
import io.agentfleet.modelserver.server.ModelServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The providers' own clients for Node.js find what they expect: answers, streams, tools, structured
 * output, usage, and each fault as their own error. What is asked stands in {@code
 * src/test/clients}.
 */
class ProviderClientsIT {

    private static final Path FOLDER =
            Path.of(System.getProperty("fleet.root"), "programs/model-server/src/test/clients");

    private static final List<ModelServer> SERVERS = new ArrayList<>();
    private static final Map<String, Process> RUNS = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                isThere("node") && isThere("npm"),
                "Node.js and npm are not installed: the providers' clients are not tested");
        Process install = run("npm", List.of("npm", "install", "--no-package-lock"), Map.of());
        assertThat(install.waitFor(5, TimeUnit.MINUTES)).as("npm install ends").isTrue();
        assertThat(install.exitValue()).as(output("npm")).isZero();
        ModelServer offline = started(ModelServer.start(LanguageModelBackend.rules()));
        ModelServer keyed = started(ModelServer.start(config(List.of("key-1"))));
        for (String client : List.of("openai", "anthropic", "gemini", "ollama")) {
            ModelServer scripted = started(ModelServer.start(config(List.of())));
            RUNS.put(
                    client,
                    run(
                            client,
                            List.of("node", client + ".test.js"),
                            Map.of(
                                    "SCRIPTED_URL",
                                    scripted.url().toString(),
                                    "OFFLINE_URL",
                                    offline.url().toString(),
                                    "KEYED_URL",
                                    keyed.url().toString())));
        }
    }

    private static ModelServerConfig config(List<String> keys) {
        Script script = Script.read(FOLDER.resolveSibling("resources/clients.yaml"));
        return new ModelServerConfig(
                0,
                new Answers.Answered(new ScriptedBackend(script)),
                List.of(),
                keys,
                List.of(),
                CallLog.SILENT);
    }

    private static ModelServer started(ModelServer server) {
        SERVERS.add(server);
        return server;
    }

    @AfterAll
    static void close() {
        RUNS.values().forEach(Process::destroy);
        SERVERS.forEach(ModelServer::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini", "ollama"})
    void theProvidersClientFindsWhatItExpects(String client) throws Exception {
        Process run = Objects.requireNonNull(RUNS.get(client));
        assertThat(run.waitFor(2, TimeUnit.MINUTES)).as("%s ends", client).isTrue();
        assertThat(run.exitValue()).as(output(client)).isZero();
        assertThat(output(client)).contains("# fail 0");
    }

    private static Process run(String name, List<String> command, Map<String, String> settings)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log(name).toFile());
        builder.environment().putAll(settings);
        return builder.start();
    }

    private static Path log(String name) {
        return FOLDER.resolve("../../../target/clients-%s.log".formatted(name)).normalize();
    }

    private static String output(String name) throws IOException {
        return Files.readString(log(name));
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
