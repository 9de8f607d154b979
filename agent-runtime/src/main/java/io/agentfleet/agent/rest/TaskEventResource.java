package io.agentfleet.agent.rest;

import io.agentfleet.agent.door.SubmissionCheck;
import io.agentfleet.agent.door.TaskDesk;
import io.agentfleet.agent.view.TaskEvent;
import io.agentfleet.agent.view.TaskViews;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/**
 * A task's events as a stream: {@code id} is the position, {@code event} the type, {@code data} the
 * event as JSON. A client that comes back with {@code Last-Event-ID} misses nothing and sees
 * nothing twice. The stream ends after {@code ended}.
 */
@Path("/tasks/{id}/events")
public class TaskEventResource {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final TaskDesk desk;

    TaskEventResource(TaskDesk desk) {
        this.desk = desk;
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    @Operation(summary = "The task's events, as they happen")
    public Multi<OutboundSseEvent> events(
            @PathParam("id") String id,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @HeaderParam("X-Tenant") @Nullable String tenant,
            @Context Sse sse) {
        String owner = SubmissionCheck.tenant(tenant == null ? "" : tenant);
        TaskId task = new TaskId(desk.show(id, owner).taskId());
        long after = position(lastEventId);
        return Multi.createFrom()
                .emitter(emitter -> {
                    Thread teller =
                            Thread.ofVirtual()
                                    .name("events-" + task)
                                    .unstarted(() -> tell(task, after, sse, emitter));
                    emitter.onTermination(teller::interrupt);
                    teller.start();
                });
    }

    private static long position(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return 0;
        }
        if (!lastEventId.matches("\\d{1,18}")) {
            throw new FleetException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Last-Event-ID '%s' is not a position: send the id of the last event seen"
                            .formatted(lastEventId));
        }
        return Long.parseLong(lastEventId);
    }

    private void tell(
            TaskId task, long after, Sse sse, MultiEmitter<? super OutboundSseEvent> emitter) {
        try {
            long position = after;
            long quietSince = System.nanoTime();
            while (!emitter.isCancelled()) {
                boolean over = isOver(task); // asked first: what was told until then is read next
                List<TaskViews.Positioned> news = desk.views().events(task, position);
                news.forEach(event -> emitter.emit(frame(event, sse)));
                if (over || endsWithEnd(news)) {
                    emitter.complete();
                    return;
                }
                if (!news.isEmpty()) {
                    position = news.getLast().position();
                    quietSince = System.nanoTime();
                    continue;
                }
                if (System.nanoTime() - quietSince > HEARTBEAT.toNanos()) {
                    emitter.emit(sse.newEventBuilder().comment("still here").build());
                    quietSince = System.nanoTime();
                }
                desk.views().awaitNews(task, HEARTBEAT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the client has gone
        } catch (RuntimeException e) {
            emitter.fail(e);
        }
    }

    private boolean isOver(TaskId task) {
        return desk.views().find(task).map(view -> view.status().isFinal()).orElse(true);
    }

    private static boolean endsWithEnd(List<TaskViews.Positioned> news) {
        return !news.isEmpty() && news.getLast().event() instanceof TaskEvent.Ended;
    }

    private static OutboundSseEvent frame(TaskViews.Positioned event, Sse sse) {
        return sse.newEventBuilder()
                .id(Long.toString(event.position()))
                .name(name(event.event()))
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(String.class, WireJson.write(TaskEvent.class, event.event()))
                .build();
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
