package io.agentfleet.modelserver.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.modelserver.backend.Backend;
import io.agentfleet.modelserver.backend.PacedAnswer;
import io.agentfleet.modelserver.chat.ChatAnswer;
import io.agentfleet.modelserver.chat.ChatRequest;
import io.agentfleet.modelserver.chat.Refusal;
import io.agentfleet.modelserver.chat.RefusalException;
import io.agentfleet.modelserver.delivery.Act;
import io.agentfleet.modelserver.delivery.DeliveryPlan;
import io.agentfleet.modelserver.delivery.Piece;
import io.agentfleet.modelserver.fault.Fault;
import io.agentfleet.modelserver.fault.FaultQueue;
import io.agentfleet.modelserver.fault.FaultyAnswer;
import io.agentfleet.modelserver.protocol.ErrorReply;
import io.agentfleet.modelserver.protocol.Json;
import io.agentfleet.modelserver.protocol.Protocol;
import io.agentfleet.modelserver.protocol.Stamp;
import io.agentfleet.modelserver.protocol.StreamEvent;
import io.agentfleet.modelserver.protocol.StreamEvent.About;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers one chat request: read, refuse or ask the backend, put the faults in, send. Blocking; on
 * virtual threads only.
 */
final class ChatCalls {

    private static final Refusal OVERLOADED = Refusal.of(Refusal.Kind.OVERLOADED, "");

    private final Backend backend;
    private final Models models;
    private final FaultQueue faults;
    private final Consumer<Fault.Closed> closing;

    /**
     * @param closing closes the port for a while
     */
    ChatCalls(Backend backend, Models models, FaultQueue faults, Consumer<Fault.Closed> closing) {
        this.backend = backend;
        this.models = models;
        this.faults = faults;
        this.closing = closing;
    }

    /** What one call is about. */
    record Call(Protocol protocol, Protocol.Target target, String body, Stamp stamp) {}

    /** Answers, and says in a few words what was asked. */
    String answer(Call call, Reply reply) throws InterruptedException {
        try {
            ChatRequest request = read(call);
            PacedAnswer answer = backend.answer(request);
            Optional<Fault> fault =
                    answer.fault()
                            .or(() -> faults.take(one -> FaultyAnswer.fits(one, answer.answer())));
            send(call, request, answer, fault, reply);
            return "%s model=%s messages=%d tools=%d%s%s"
                    .formatted(
                            call.protocol().name(),
                            request.model(),
                            request.messages().size(),
                            request.tools().size(),
                            request.isStream() ? " stream" : "",
                            fault.map(one -> " fault=" + one.getClass().getSimpleName())
                                    .orElse(""));
        } catch (RefusalException e) {
            refuse(call, e.refusal(), reply);
            return call.protocol().name() + " refused=" + e.refusal().kind();
        }
    }

    static void refuse(Call call, Refusal refusal, Reply reply) {
        ErrorReply error = call.protocol().error(refusal, call.stamp());
        reply.send(error.status(), error.headers(), error.body());
    }

    private ChatRequest read(Call call) {
        JsonNode body =
                Json.read(call.body())
                        .filter(JsonNode::isObject)
                        .orElseThrow(() ->
                                new RefusalException(
                                        Refusal.invalid(
                                                "",
                                                "We could not parse the JSON body of your request: it is no JSON object.")));
        ChatRequest request = call.protocol().read(body, call.target());
        faults.take(Fault.Refused.class::isInstance)
                .ifPresent(fault -> {
                    throw refused((Fault.Refused) fault, request);
                });
        if (!models.has(request.model())) {
            throw new RefusalException(Refusal.of(Refusal.Kind.UNKNOWN_MODEL, request.model()));
        }
        return request;
    }

    private static RefusalException refused(Fault.Refused fault, ChatRequest request) {
        return new RefusalException(
                new Refusal(fault.kind(), request.model(), "", "", fault.retryAfter()));
    }

    private void send(
            Call call, ChatRequest request, PacedAnswer answer, Optional<Fault> fault, Reply reply)
            throws InterruptedException {
        Optional<Fault.Disturbed> disturbed = Optional.empty();
        ChatAnswer sent = answer.answer();
        if (fault.isPresent()) {
            switch (fault.get()) {
                case Fault.Refused refused -> throw refused(refused, request);
                case Fault.Changed changed -> sent = FaultyAnswer.of(changed, sent);
                case Fault.Disturbed one -> disturbed = Optional.of(one);
                case Fault.Closed closed -> {
                    closing.accept(closed);
                    reply.cut();
                    return;
                }
            }
        }
        if (!request.isStream() && disturbed.orElse(null) instanceof Fault.StreamError) {
            throw new RefusalException(OVERLOADED);
        }
        play(
                call,
                request,
                new PacedAnswer(sent, answer.delay(), answer.between(), fault),
                disturbed,
                reply);
    }

    private static void play(
            Call call,
            ChatRequest request,
            PacedAnswer answer,
            Optional<Fault.Disturbed> fault,
            Reply reply)
            throws InterruptedException {
        Protocol protocol = call.protocol();
        List<Piece> pieces =
                request.isStream()
                        ? protocol.stream(request, answer.answer(), call.stamp()).stream()
                                .map(Piece::of)
                                .toList()
                        : List.of(
                                Piece.of(
                                        new StreamEvent(
                                                About.END,
                                                protocol.whole(
                                                        request, answer.answer(), call.stamp()))));
        List<Act> acts = new ArrayList<>();
        if (answer.delay().isPositive()) {
            acts.add(new Act.Pause(answer.delay()));
        }
        acts.addAll(
                DeliveryPlan.of(
                        pieces,
                        answer.between(),
                        fault,
                        Buffer.buffer(protocol.streamError(OVERLOADED).text())));
        Reply.Framing framing =
                request.isStream()
                        ? new Reply.Framing.Chunked()
                        : new Reply.Framing.Length(pieces.getFirst().bytes().length());
        String type = request.isStream() ? protocol.streamType() : "application/json";
        reply.begin(200, type, Map.of(), framing);
        reply.play(acts);
    }
}
