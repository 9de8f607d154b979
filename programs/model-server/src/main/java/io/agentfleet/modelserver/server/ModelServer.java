package io.agentfleet.modelserver.server;

import io.agentfleet.modelserver.backend.Backend;
import io.agentfleet.modelserver.fault.Fault;
import io.agentfleet.modelserver.fault.FaultQueue;
import io.agentfleet.modelserver.fault.FaultRule;
import io.agentfleet.modelserver.fault.FaultText;
import io.agentfleet.modelserver.script.Script;
import io.agentfleet.modelserver.script.ScriptedBackend;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A server on 127.0.0.1 that speaks the wire protocols of OpenAI, Anthropic, Google Gemini and
 * Ollama. Close it.
 *
 * <pre>{@code
 * try (ModelServer server = ModelServer.start(Script.parse("answers: [{text: hello}]"))) {
 *     client.baseUrl(server.url() + "/v1");
 *     server.fault("rate-limited:retry-after=1s");
 * }
 * }</pre>
 */
public final class ModelServer implements AutoCloseable {

    private final Vertx vertx;
    private final Answers answers;
    private final FaultQueue faults = new FaultQueue();
    private final Port port;

    private ModelServer(Vertx vertx, ModelServerConfig config) {
        this.vertx = vertx;
        this.answers = config.answers();
        config.faults().forEach(this::require);
        Routes routes = new Routes(vertx, config, faults, new FaultAdmin(), InstantSource.system());
        this.port = new Port(vertx, config.port(), routes.router());
        config.faults().forEach(this::meet);
    }

    /** Starts a server on a free port that answers by a script. */
    public static ModelServer start(Script script) {
        return start(new ScriptedBackend(script));
    }

    /** Starts a server on a free port in front of a backend. */
    public static ModelServer start(Backend backend) {
        return start(ModelServerConfig.of(new Answers.Answered(backend)));
    }

    /**
     * Starts a server.
     *
     * @throws java.util.concurrent.CompletionException if the port is taken
     * @throws IllegalArgumentException for a fault that these answers cannot meet
     */
    public static ModelServer start(ModelServerConfig config) {
        Vertx vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(2)
                                .setFileSystemOptions(
                                        new FileSystemOptions()
                                                .setClassPathResolvingEnabled(false)
                                                .setFileCachingEnabled(false)));
        try {
            return new ModelServer(vertx, config);
        } catch (RuntimeException e) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
            throw e;
        }
    }

    /** Its port. */
    public int port() {
        return port.number();
    }

    /** Such as {@code http://127.0.0.1:11500}; each protocol's path comes behind it. */
    public URI url() {
        return URI.create("http://%s:%d".formatted(Port.HOST, port()));
    }

    /**
     * Lets a request, or as many as the text says, meet a fault; a closed port closes at once.
     *
     * @param text such as {@code stall:after=3}; see {@link FaultText#names}
     * @throws IllegalArgumentException that says what can be written
     */
    public void fault(String text) {
        add(text).ifPresent(port::close);
    }

    /** A closed port is left to the caller, who may have something to say before. */
    private Optional<Fault.Closed> add(String text) {
        FaultRule rule = FaultText.read(text, 1);
        require(rule);
        if (rule.fault() instanceof Fault.Closed closed) {
            return Optional.of(closed);
        }
        faults.add(rule);
        return Optional.empty();
    }

    /** No request meets a fault any longer. */
    public void clearFaults() {
        faults.clear();
    }

    private void require(FaultRule rule) {
        if (!answers.canMeet(rule.fault())) {
            throw new IllegalArgumentException(
                    "the fault '%s' needs a look into the answer, and recorded exchanges are passed on unread: use it with --script or --offline"
                            .formatted(rule.text()));
        }
    }

    private void meet(FaultRule rule) {
        if (rule.fault() instanceof Fault.Closed closed) {
            port.close(closed);
        } else {
            faults.add(rule);
        }
    }

    /** What the admin calls may do. */
    final class FaultAdmin {

        /** A port that is to be closed is left to the caller: after the reply. */
        Optional<Fault.Closed> add(String text) {
            return ModelServer.this.add(text);
        }

        void clear() {
            clearFaults();
        }

        List<String> texts() {
            return faults.texts();
        }

        void close(Fault.Closed fault) {
            port.close(fault);
        }
    }

    @Override
    public void close() {
        port.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
