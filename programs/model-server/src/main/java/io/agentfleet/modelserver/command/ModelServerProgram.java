package io.agentfleet.modelserver.command;

import io.agentfleet.modelserver.fault.FaultRule;
import io.agentfleet.modelserver.fault.FaultText;
import io.agentfleet.modelserver.offline.LanguageModelBackend;
import io.agentfleet.modelserver.recording.RecordingStore;
import io.agentfleet.modelserver.recording.Upstream;
import io.agentfleet.modelserver.script.Script;
import io.agentfleet.modelserver.script.ScriptException;
import io.agentfleet.modelserver.script.ScriptedBackend;
import io.agentfleet.modelserver.server.Answers;
import io.agentfleet.modelserver.server.CallLog;
import io.agentfleet.modelserver.server.ModelServer;
import io.agentfleet.modelserver.server.ModelServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fleet model-server}: runs until it is interrupted. */
@Command(
        name = "fleet model-server",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "A server on 127.0.0.1 that speaks the protocols of OpenAI, Anthropic, Gemini and Ollama, for authors and tests.",
            "It answers by a script, by the fleet's rules, or with recorded exchanges; faults on demand.",
            "Each request is a line on the error stream. Runs until Ctrl-C."
        },
        footer = {
            "%nFaults: NAME or NAME:KEY=VALUE,... with 'times' for how many requests (0: all), for example rate-limited:retry-after=2s,times=3.",
            "While it runs: POST, GET, DELETE /admin/faults with {\"fault\": \"...\"}. Names and keys stand in programs/model-server/README.md.",
            "%nExit codes:",
            "  2  wrong command line, or a script that cannot be used",
            "  4  the port is taken"
        })
public final class ModelServerProgram implements Callable<Integer> {

    private static final int USAGE = 2;
    private static final int NOT_STARTED = 4;

    /** Where answers come from: one of these. */
    static final class Source {
        @Option(
                names = "--script",
                paramLabel = "FILE",
                required = true,
                description = "answers from a YAML or JSON file")
        @Nullable Path script;

        @Option(names = "--offline", required = true, description = "the fleet's rules answer")
        boolean offline;

        @Option(
                names = "--record",
                paramLabel = "DIR",
                required = true,
                description = "pass requests on to --upstream, and keep its answers here")
        @Nullable Path record;

        @Option(
                names = "--recorded",
                paramLabel = "DIR",
                required = true,
                description = "answer with what --record kept")
        @Nullable Path recorded;
    }

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Source source;

    @Option(
            names = "--upstream",
            paramLabel = "URL",
            description = "the real endpoint of --record, such as https://api.openai.com")
    private @Nullable URI upstream;

    @Option(
            names = "--port",
            defaultValue = "11500",
            description = "on 127.0.0.1; 0: a free one (${DEFAULT-VALUE})")
    private int port = 11500;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "a name that exists, can be repeated; any other is refused (any is taken)")
    private List<String> models = List.of();

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "keys that clients may show, one a line (none is asked for)")
    private @Nullable Path keyFile;

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description = "what requests meet from the start, all of them unless it says 'times'")
    private List<String> faults = List.of();

    @Option(names = "--quiet", description = "no line for each request")
    private boolean quiet;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    /** Runs the command. */
    public static void main(String[] arguments) {
        // or the logging of the services' libraries complains when the JVM ends
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        System.exit(new CommandLine(new ModelServerProgram()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Answers answers = answers();
            ModelServerConfig config =
                    new ModelServerConfig(port, answers, models, keys(), rules(), log(err));
            ModelServer server = ModelServer.start(config);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "close"));
            err.printf("model-server: %s answers with %s%n", server.url(), describe(answers));
            err.printf(
                    "model-server: OpenAI %1$s/v1 · Anthropic %1$s · Gemini %1$s · Ollama %1$s · Ctrl-C ends it%n",
                    server.url());
            err.flush();
            new CountDownLatch(1).await();
            return 0;
        } catch (ScriptException | IllegalArgumentException e) {
            err.println("model-server: " + e.getMessage());
            return USAGE;
        } catch (CompletionException e) {
            err.printf(
                    "model-server: port %d cannot be opened (%s): choose another with --port, or --port 0%n",
                    port, e.getCause() == null ? e : e.getCause().getMessage());
            return NOT_STARTED;
        }
    }

    private CallLog log(PrintWriter err) {
        return quiet ? CallLog.SILENT : line -> err.println("model-server: " + line);
    }

    private Answers answers() {
        if (upstream != null && source.record == null) {
            throw wrong("--upstream belongs to --record DIR");
        }
        boolean relays = source.record != null || source.recorded != null;
        if (relays && (keyFile != null || !models.isEmpty())) {
            throw wrong(
                    "--api-key-file and --model belong to --script or --offline: recorded exchanges are passed on unread");
        }
        if (source.script != null) {
            return new Answers.Answered(new ScriptedBackend(Script.read(source.script)));
        }
        if (source.recorded != null) {
            if (!Files.isDirectory(source.recorded)) {
                throw wrong(
                        "--recorded: '%s' is no folder: record into it with --record"
                                .formatted(source.recorded));
            }
            return new Answers.Replayed(new RecordingStore(source.recorded));
        }
        if (source.record != null) {
            if (upstream == null || upstream.getHost() == null) {
                throw wrong("--record needs --upstream URL, such as https://api.openai.com");
            }
            return new Answers.Recorded(new Upstream(upstream), new RecordingStore(source.record));
        }
        return new Answers.Answered(LanguageModelBackend.rules());
    }

    private String describe(Answers answers) {
        return switch (answers) {
            case Answers.Answered answered -> answered.backend().description();
            case Answers.Recorded _ ->
                    "what %s says, kept in %s".formatted(upstream, source.record);
            case Answers.Replayed replayed ->
                    "%d recorded exchanges of %s"
                            .formatted(replayed.store().size(), source.recorded);
        };
    }

    private List<FaultRule> rules() {
        return faults.stream().map(text -> FaultText.read(text, 0)).toList();
    }

    private List<String> keys() {
        if (keyFile == null) {
            return List.of();
        }
        try {
            List<String> keys =
                    Files.readAllLines(keyFile).stream()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .toList();
            if (keys.isEmpty()) {
                throw wrong("--api-key-file: '%s' has no key: write one a line".formatted(keyFile));
            }
            return keys;
        } catch (IOException e) {
            throw wrong("--api-key-file: '%s' cannot be read".formatted(keyFile));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
