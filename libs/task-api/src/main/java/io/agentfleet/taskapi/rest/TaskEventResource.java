package io.agentfleet.taskapi.rest;

import io.agentfleet.access.filter.CurrentCaller;
import io.agentfleet.access.identity.Identity;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskapi.service.TaskService;
import io.agentfleet.taskapi.view.TaskEventFollower;
import io.agentfleet.taskapi.view.TextDeltas;
import io.agentfleet.taskmodel.task.SubmissionValidator;
import io.agentfleet.taskmodel.view.EventCursor;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/**
 * A task's events as a stream: {@code id} is the cursor: all events that the client has with this
 * one ({@link EventCursor}), {@code event} the type, {@code data} the event as JSON. A client that
 * comes back with {@code Last-Event-ID} misses nothing and sees nothing twice, also if the views
 * were lost and rebuilt in between. The stream ends after {@code ended}.
 *
 * <p>Pieces of an answer that a model is just saying come as {@code text_delta}, without an id:
 * they are kept nowhere, and the whole follows as a step.
 *
 * <p>While the views are away, or not yet as far as a client that comes back, the stream waits and
 * sends comments: the task is on the log, so it will be shown again. A caller who had to say who
 * they are gets an error at once if a task does not exist, whether it is lost or another tenant's.
 */
@Path("/tasks/{id}/events")
@APIResponse(
        responseCode = "default",
        description = "What is wrong, and what to do",
        content =
                @Content(
                        mediaType = Problem.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class)))
public class TaskEventResource {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_REBUILD = Duration.ofMinutes(10);

    private final TaskService tasks;
    private final TextDeltas deltas;
    private final CurrentCaller callers;

    TaskEventResource(TaskService tasks, TextDeltas deltas, CurrentCaller callers) {
        this.tasks = tasks;
        this.deltas = deltas;
        this.callers = callers;
    }

    /**
     * What a client asked for.
     *
     * @param until when its token ends, and the stream with it
     */
    private record Request(String task, String tenant, EventCursor seen, Instant until) {}

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    @Operation(summary = "The task's events, as they happen")
    @APIResponse(responseCode = "200", description = "Server-sent events")
    public Multi<OutboundSseEvent> events(
            @PathParam("id") String id,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @HeaderParam("X-Tenant") @Nullable String tenant,
            @Context Sse sse) {
        Optional<Identity> caller = callers.ofRequest();
        Request request =
                new Request(
                        SubmissionValidator.taskId(id).value(),
                        SubmissionValidator.tenant(tenant == null ? "" : tenant),
                        EventCursor.parse(lastEventId == null ? "" : lastEventId),
                        caller.map(Identity::expires).orElse(Instant.MAX));
        if (request.seen().isNone() || caller.isPresent()) {
            var ignored = tasks.show(request.task(), request.tenant());
        }
        return Multi.createFrom()
                .emitter(emitter -> {
                    Thread teller =
                            Thread.ofVirtual()
                                    .name("events-" + id)
                                    .unstarted(() -> stream(request, new SseWriter(sse, emitter)));
                    emitter.onTermination(teller::interrupt);
                    teller.start();
                });
    }

    private void stream(Request request, SseWriter out) {
        try {
            TaskId task = shown(request, out);
            follow(request, task, out);
            out.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the client has gone
        } catch (RuntimeException e) {
            out.fail(e);
        }
    }

    private void follow(Request request, TaskId task, SseWriter out) throws InterruptedException {
        TaskEventFollower follower = new TaskEventFollower(tasks.views(), task, request.seen());
        try (TextDeltas.Watch _ = deltas.watch(task, out::write)) {
            while (!out.isClosed()
                    && !follower.isOver()
                    && Instant.now().isBefore(request.until())) {
                if (!sent(follower, out)) {
                    out.heartbeat(HEARTBEAT);
                    tasks.views().awaitEvents(task, HEARTBEAT);
                }
            }
        }
    }

    /** The task once it is shown: a client that comes back may be ahead of the views. */
    private TaskId shown(Request request, SseWriter out) throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            try {
                return new TaskId(tasks.show(request.task(), request.tenant()).taskId());
            } catch (FleetException e) {
                boolean unknown = e.code() == ErrorCode.UNKNOWN_TASK;
                boolean rebuilding = System.nanoTime() - start < LONGEST_REBUILD.toNanos();
                if (unknown ? !rebuilding : !e.code().retryable()) {
                    throw e;
                }
                out.heartbeat(HEARTBEAT);
                Thread.sleep(PAUSE);
            }
        }
    }

    /** True if an event was sent. */
    private static boolean sent(TaskEventFollower follower, SseWriter out)
            throws InterruptedException {
        try {
            List<TaskEventFollower.Frame> newEvents = follower.newEvents();
            newEvents.forEach(out::write);
            return !newEvents.isEmpty();
        } catch (FleetException e) {
            if (!e.code().retryable()) {
                throw e;
            }
            Thread.sleep(PAUSE); // the views are away, and come back
            return false;
        }
    }
}
