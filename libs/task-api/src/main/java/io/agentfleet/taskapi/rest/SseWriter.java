package io.agentfleet.taskapi.rest;

import io.agentfleet.taskapi.view.TaskEventFollower;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;

/** Writes a task's events to one client, and comments as keep-alive. */
final class SseWriter {

    private final Sse sse;
    private final MultiEmitter<? super OutboundSseEvent> emitter;
    private long quietSince = System.nanoTime();

    SseWriter(Sse sse, MultiEmitter<? super OutboundSseEvent> emitter) {
        this.sse = sse;
        this.emitter = emitter;
    }

    boolean isClosed() {
        return emitter.isCancelled();
    }

    void write(TaskEventFollower.Frame frame) {
        emit(
                sse.newEventBuilder()
                        .id(frame.id().toString())
                        .name(name(frame.event()))
                        .mediaType(MediaType.TEXT_PLAIN_TYPE)
                        .data(String.class, RestJson.write(TaskEvent.class, frame.event()))
                        .build());
    }

    /** A piece of an answer: without an id, as it cannot be asked for again. */
    void write(TaskEvent.Stepped piece) {
        emit(
                sse.newEventBuilder()
                        .name(piece.kind())
                        .mediaType(MediaType.TEXT_PLAIN_TYPE)
                        .data(String.class, RestJson.write(TaskEvent.class, piece))
                        .build());
    }

    /** Sends a comment if it was quiet for so long. */
    void heartbeat(Duration quiet) {
        if (System.nanoTime() - quietSince > quiet.toNanos()) {
            emit(sse.newEventBuilder().comment("still here").build());
        }
    }

    private void emit(OutboundSseEvent event) {
        emitter.emit(event);
        quietSince = System.nanoTime();
    }

    void complete() {
        emitter.complete();
    }

    void fail(RuntimeException why) {
        emitter.fail(why);
    }

    private static String name(TaskEvent event) {
        return switch (event) {
            case TaskEvent.Accepted ignored -> "accepted";
            case TaskEvent.Planned ignored -> "planned";
            case TaskEvent.NodeStarted ignored -> "node_started";
            case TaskEvent.Stepped ignored -> "step";
            case TaskEvent.NodeEnded ignored -> "node_ended";
            case TaskEvent.Ended ignored -> "ended";
        };
    }
}
