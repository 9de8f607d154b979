package io.agentfleet.modelserver.server;

import io.agentfleet.modelserver.chat.Refusal;
import io.agentfleet.modelserver.delivery.Act;
import io.agentfleet.modelserver.delivery.DeliveryPlan;
import io.agentfleet.modelserver.delivery.Piece;
import io.agentfleet.modelserver.fault.Fault;
import io.agentfleet.modelserver.fault.FaultQueue;
import io.agentfleet.modelserver.protocol.StreamEvent.About;
import io.agentfleet.modelserver.recording.RecordingStore;
import io.agentfleet.modelserver.recording.Upstream;
import io.agentfleet.modelserver.recording.WireRequest;
import io.agentfleet.modelserver.recording.WireResponse;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers with what a real endpoint says, or said. Blocking; on virtual threads only. Of the faults
 * it knows those that need no look into the answer.
 */
final class RelayedCalls {

    private static final int LARGEST_CHUNK = 64 * 1024;

    private final FaultQueue faults;

    RelayedCalls(FaultQueue faults) {
        this.faults = faults;
    }

    /** Answers from the endpoint; the answer is kept when its end is sent. */
    String record(Answers.Recorded answers, WireRequest request, ChatCalls.Call call, Reply reply)
            throws InterruptedException {
        if (meetsRefusal(call, reply)) {
            return "refused by a fault";
        }
        try (Upstream.Incoming incoming = answers.upstream().send(request)) {
            List<ByteBuffer> chunks = new ArrayList<>();
            boolean complete = relay(incoming, chunks, reply);
            WireResponse response =
                    new WireResponse(incoming.status(), incoming.headers(), chunks, !complete);
            answers.store().record(request, response);
            reply.play(List.of(complete ? new Act.End() : new Act.Cut()));
            return "recorded as " + request.key();
        } catch (IOException e) {
            ChatCalls.refuse(
                    call,
                    new Refusal(
                            Refusal.Kind.UNAVAILABLE,
                            "",
                            "",
                            "the upstream cannot be reached (%s): check --upstream"
                                    .formatted(e.getClass().getSimpleName()),
                            Optional.empty()),
                    reply);
            return "upstream is away";
        }
    }

    /** Passes chunks on as they come; false if the endpoint broke off. The end is not sent. */
    private static boolean relay(Upstream.Incoming incoming, List<ByteBuffer> chunks, Reply reply)
            throws InterruptedException {
        begin(incoming.status(), incoming.headers(), reply);
        byte[] buffer = new byte[LARGEST_CHUNK];
        InputStream body = incoming.body();
        try {
            for (int size = body.read(buffer); size >= 0; size = body.read(buffer)) {
                byte[] chunk = Arrays.copyOf(buffer, size);
                chunks.add(ByteBuffer.wrap(chunk));
                reply.play(List.of(new Act.Write(Buffer.buffer(chunk))));
            }
        } catch (IOException e) {
            return false;
        }
        return true;
    }

    private static void begin(int status, Map<String, String> headers, Reply reply) {
        String type = headers.getOrDefault("content-type", "application/json");
        reply.begin(status, type, headers, new Reply.Framing.Chunked());
    }

    /** Answers with what was kept. */
    String replay(RecordingStore store, WireRequest request, ChatCalls.Call call, Reply reply)
            throws InterruptedException {
        if (meetsRefusal(call, reply)) {
            return "refused by a fault";
        }
        Optional<WireResponse> kept = store.replay(request);
        if (kept.isEmpty()) {
            ChatCalls.refuse(
                    call,
                    Refusal.invalid(
                            "",
                            "No recorded answer for %s with this body (key %s): record it with --record DIR --upstream URL."
                                    .formatted(request, request.key())),
                    reply);
            return "not recorded: " + request.key();
        }
        WireResponse response = kept.get();
        begin(response.status(), response.headers(), reply);
        reply.play(acts(response));
        return "replayed " + request.key();
    }

    private List<Act> acts(WireResponse response) {
        List<Piece> pieces =
                response.chunks().stream()
                        .map(chunk -> new Piece(About.TEXT, buffer(chunk)))
                        .toList();
        Optional<Fault.Disturbed> fault =
                faults.take(Fault.Disturbed.class::isInstance).map(Fault.Disturbed.class::cast);
        if (pieces.isEmpty()) {
            return List.of(new Act.End());
        }
        List<Act> acts =
                new ArrayList<>(DeliveryPlan.of(pieces, Duration.ZERO, fault, Buffer.buffer()));
        if (response.cut()) {
            acts.removeIf(Act.End.class::isInstance);
            acts.add(new Act.Cut());
        }
        return acts;
    }

    private static Buffer buffer(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return Buffer.buffer(copy);
    }

    private boolean meetsRefusal(ChatCalls.Call call, Reply reply) {
        Optional<Fault> fault = faults.take(Fault.Refused.class::isInstance);
        fault.ifPresent(one -> {
            Fault.Refused refused = (Fault.Refused) one;
            ChatCalls.refuse(
                    call, new Refusal(refused.kind(), "", "", "", refused.retryAfter()), reply);
        });
        return fault.isPresent();
    }
}
