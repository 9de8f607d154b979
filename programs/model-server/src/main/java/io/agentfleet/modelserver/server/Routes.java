package io.agentfleet.modelserver.server;

import io.agentfleet.modelserver.anthropic.AnthropicProtocol;
import io.agentfleet.modelserver.backend.Backend;
import io.agentfleet.modelserver.chat.Refusal;
import io.agentfleet.modelserver.fault.FaultQueue;
import io.agentfleet.modelserver.gemini.GeminiProtocol;
import io.agentfleet.modelserver.ollama.OllamaProtocol;
import io.agentfleet.modelserver.openai.OpenAiProtocol;
import io.agentfleet.modelserver.protocol.Json;
import io.agentfleet.modelserver.protocol.Protocol;
import io.agentfleet.modelserver.protocol.Protocol.Target;
import io.agentfleet.modelserver.protocol.Stamp;
import io.agentfleet.modelserver.recording.WireRequest;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Which path is what. */
final class Routes {

    private static final long LARGEST_BODY = 64L * 1024 * 1024;

    private static final Protocol OPEN_AI = new OpenAiProtocol();
    private static final Protocol ANTHROPIC = new AnthropicProtocol();
    private static final Protocol GEMINI = new GeminiProtocol();
    private static final Protocol OLLAMA = new OllamaProtocol();

    /** Says which Ollama's protocol this is. */
    private static final String OLLAMA_VERSION = "0.12.0";

    private final Router router;
    private final FaultQueue faults;
    private final ModelServer.FaultAdmin admin;
    private final InstantSource clock;
    private final Keys keys;
    private final AnswerThreads threads;
    private final AtomicLong calls = new AtomicLong();

    Routes(
            Vertx vertx,
            ModelServerConfig config,
            FaultQueue faults,
            ModelServer.FaultAdmin admin,
            InstantSource clock) {
        this.router = Router.router(vertx);
        this.faults = faults;
        this.admin = admin;
        this.clock = clock;
        this.keys = new Keys(config.keys());
        this.threads = new AnswerThreads(config.log());
        router.route().handler(LocalCallers::check);
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        new FaultRoutes(admin, threads).addTo(router);
        switch (config.answers()) {
            case Answers.Answered answered -> addProtocols(answered.backend(), config);
            case Answers.Recorded recorded -> addRelay(recorded);
            case Answers.Replayed replayed -> addRelay(replayed);
        }
    }

    Router router() {
        return router;
    }

    private void addProtocols(Backend backend, ModelServerConfig config) {
        List<String> named = config.models();
        Models models =
                named.isEmpty()
                        ? new Models(
                                backend.models(), backend.refusesOtherModels(), clock.instant())
                        : new Models(named, true, clock.instant());
        ChatCalls chat = new ChatCalls(backend, models, faults, admin::close);
        addChat("/v1/chat/completions", OPEN_AI, chat);
        addChat("/v1/messages", ANTHROPIC, chat);
        addChat("/api/chat", OLLAMA, chat);
        router.postWithRegex("/v1beta/models/(?<model>[^:]+):generateContent")
                .handler(context ->
                        chat(context, GEMINI, new Target(context.pathParam("model"), false), chat));
        router.postWithRegex("/v1beta/models/(?<model>[^:]+):streamGenerateContent")
                .handler(context -> geminiStream(context, chat));
        addLists(models);
        router.route().handler(context -> refuse(context, Refusal.Kind.UNKNOWN_PATH));
    }

    private void addChat(String path, Protocol protocol, ChatCalls chat) {
        router.post(path).handler(context -> chat(context, protocol, Target.NOTHING, chat));
    }

    private void geminiStream(RoutingContext context, ChatCalls chat) {
        if ("sse".equals(context.request().getParam("alt"))) {
            chat(context, GEMINI, new Target(context.pathParam("model"), true), chat);
            return;
        }
        threads.answer(
                context,
                reply -> {
                    Refusal refusal =
                            Refusal.invalid(
                                    "alt",
                                    "This server streams as server-sent events only: add alt=sse.");
                    ChatCalls.refuse(call(context, GEMINI, Target.NOTHING), refusal, reply);
                    return "gemini refused";
                });
    }

    private void chat(RoutingContext context, Protocol protocol, Target target, ChatCalls chat) {
        threads.answer(
                context,
                reply -> {
                    ChatCalls.Call call = call(context, protocol, target);
                    Optional<Refusal> refusal = keys.check(context.request());
                    if (refusal.isPresent()) {
                        ChatCalls.refuse(call, refusal.get(), reply);
                        return protocol.name() + " refused=" + refusal.get().kind();
                    }
                    return chat.answer(call, reply);
                });
    }

    private ChatCalls.Call call(RoutingContext context, Protocol protocol, Target target) {
        String id = "%024x".formatted(calls.incrementAndGet());
        String body = Optional.ofNullable(context.body().asString()).orElse("");
        return new ChatCalls.Call(protocol, target, body, new Stamp(id, clock.instant()));
    }

    private void addLists(Models models) {
        addGet(
                "/v1/models",
                context -> isAnthropic(context) ? models.anthropic() : models.openAi());
        addGet("/v1beta/models", context -> models.gemini());
        addGet("/api/tags", context -> models.ollamaTags());
        addGet("/api/version", context -> Json.object().put("version", OLLAMA_VERSION).toString());
        router.post("/api/show")
                .handler(context ->
                        threads.answer(
                                context,
                                reply -> {
                                    ChatCalls.Call call = call(context, OLLAMA, Target.NOTHING);
                                    String name =
                                            Json.read(call.body())
                                                    .map(body -> body.path("model").asText())
                                                    .orElse("");
                                    if (models.has(name)) {
                                        reply.send(200, Map.of(), models.ollamaShow());
                                    } else {
                                        ChatCalls.refuse(
                                                call,
                                                Refusal.of(Refusal.Kind.UNKNOWN_MODEL, name),
                                                reply);
                                    }
                                    return "show " + name;
                                }));
    }

    private void addGet(String path, Function<RoutingContext, String> body) {
        router.get(path)
                .handler(context ->
                        threads.answer(
                                context,
                                reply -> {
                                    Optional<Refusal> refusal = keys.check(context.request());
                                    if (refusal.isPresent()) {
                                        ChatCalls.refuse(
                                                call(context, protocolOf(context), Target.NOTHING),
                                                refusal.get(),
                                                reply);
                                    } else {
                                        reply.send(200, Map.of(), body.apply(context));
                                    }
                                    return "list";
                                }));
    }

    private void refuse(RoutingContext context, Refusal.Kind kind) {
        threads.answer(
                context,
                reply -> {
                    String path = context.request().method() + " " + context.request().path();
                    ChatCalls.refuse(
                            call(context, protocolOf(context), Target.NOTHING),
                            Refusal.of(kind, path),
                            reply);
                    return "refused=" + kind;
                });
    }

    private static boolean isAnthropic(RoutingContext context) {
        return context.request().getHeader("anthropic-version") != null;
    }

    private static Protocol protocolOf(RoutingContext context) {
        String path = context.request().path();
        if (path.startsWith("/api/")) {
            return OLLAMA;
        }
        if (path.startsWith("/v1beta/")) {
            return GEMINI;
        }
        return isAnthropic(context) || path.startsWith("/v1/messages") ? ANTHROPIC : OPEN_AI;
    }

    private void addRelay(Answers answers) {
        RelayedCalls relayed = new RelayedCalls(faults);
        router.route()
                .handler(context ->
                        threads.answer(
                                context,
                                reply -> {
                                    ChatCalls.Call call =
                                            call(context, protocolOf(context), Target.NOTHING);
                                    WireRequest request = wireRequest(context, call.body());
                                    return switch (answers) {
                                        case Answers.Recorded to ->
                                                relayed.record(to, request, call, reply);
                                        case Answers.Replayed from ->
                                                relayed.replay(from.store(), request, call, reply);
                                        case Answers.Answered _ ->
                                                throw new IllegalStateException(
                                                        "a backend relays nothing");
                                    };
                                }));
    }

    private static WireRequest wireRequest(RoutingContext context, String body) {
        Map<String, String> headers = new HashMap<>();
        context.request()
                .headers()
                .forEach(header ->
                        headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return new WireRequest(
                context.request().method().name(),
                context.request().path(),
                Optional.ofNullable(context.request().query()).orElse(""),
                headers,
                body);
    }
}
