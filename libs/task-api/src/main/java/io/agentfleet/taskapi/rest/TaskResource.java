package io.agentfleet.taskapi.rest;

import io.agentfleet.access.filter.CurrentCaller;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskapi.service.AwaitedRuns;
import io.agentfleet.taskapi.service.TaskService;
import io.agentfleet.taskapi.view.TaskViews;
import io.agentfleet.taskmodel.task.SubmissionValidator;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.taskmodel.task.TaskSubmission;
import io.agentfleet.taskmodel.view.TaskView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Tasks over HTTP: submit, run, show, list, cancel. Errors are problem JSON (RFC 9457). */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@APIResponse(
        responseCode = "default",
        description = "What is wrong, and what to do",
        content =
                @Content(
                        mediaType = Problem.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class)))
public class TaskResource {

    private static final int LARGEST_BODY = 4 * 1024 * 1024;
    private static final int DEFAULT_PAGE = 50;
    private static final int LARGEST_PAGE = 200;

    private final TaskService tasks;
    private final AwaitedRuns runs;
    private final CurrentCaller callers;

    TaskResource(TaskService tasks, AwaitedRuns runs, CurrentCaller callers) {
        this.tasks = tasks;
        this.runs = runs;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "What is where")
    public Response index() {
        return Response.ok(RestJson.write(ResponseBodies.Index.of(tasks.agent()))).build();
    }

    @POST
    @Path("run")
    @Operation(summary = "Carries out a short task while you wait; not durable")
    @RequestBody(content = @Content(schema = @Schema(implementation = TaskBody.class)))
    @APIResponseSchema(value = ResponseBodies.Run.class, responseCode = "200")
    public Response run(
            String body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("X-Tenant") @Nullable String tenant) {
        Task task = tasks.synchronous(submission(body, key, tenant), callers.tokenOfRequest());
        return Response.ok(RestJson.write(ResponseBodies.Run.of(task, runs.run(task, event -> {}))))
                .build();
    }

    @POST
    @Path("tasks")
    @Operation(summary = "Submits a task: durable, answered at once with 202")
    @RequestBody(content = @Content(schema = @Schema(implementation = TaskBody.class)))
    @APIResponseSchema(value = TaskService.TaskStatus.class, responseCode = "202")
    public Response submit(
            String body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("X-Tenant") @Nullable String tenant) {
        TaskService.TaskStatus submitted =
                tasks.submit(submission(body, key, tenant), callers.tokenOfRequest());
        return Response.accepted(RestJson.write(submitted))
                .location(URI.create("/tasks/" + submitted.taskId()))
                .build();
    }

    private TaskSubmission submission(String body, @Nullable String key, @Nullable String tenant) {
        TaskSubmission given = parse(body).submission(key, tenant);
        return callers.ofRequest().map(who -> given.of(who.tenant(), who.prefix())).orElse(given);
    }

    private static TaskBody parse(String body) {
        if (body.length() > LARGEST_BODY) {
            throw new FleetException(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "The body has %,d characters: send at most %,d, and large data as a data source"
                            .formatted(body.length(), LARGEST_BODY));
        }
        return RestJson.read(body, TaskBody.class);
    }

    @GET
    @Path("tasks")
    @Operation(
            summary = "Tasks, newest first",
            description =
                    "For the next page, send the next_cursor of the page before as cursor, with the same filters: "
                            + "no task comes twice or is left out, however many are added meanwhile. "
                            + "A page may be shorter than its limit; the last one has an empty next_cursor.")
    @APIResponseSchema(value = ResponseBodies.TaskList.class, responseCode = "200")
    public Response list(
            @QueryParam("session") @Nullable String session,
            @QueryParam("status") @Nullable String status,
            @QueryParam("agent") @Nullable String agent,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @HeaderParam("X-Tenant") @Nullable String tenant) {
        TaskViews.Page page =
                tasks.list(
                        new TaskViews.Filter(
                                tenantOf(tenant),
                                Optional.ofNullable(session),
                                Optional.ofNullable(status).map(TaskResource::state),
                                Optional.ofNullable(agent),
                                limit(limit),
                                cursor == null ? "" : cursor));
        return Response.ok(RestJson.write(new ResponseBodies.TaskList(page.tasks(), page.next())))
                .build();
    }

    private static String tenantOf(@Nullable String header) {
        return SubmissionValidator.tenant(header == null ? "" : header);
    }

    private static TaskState state(String given) {
        try {
            return TaskState.valueOf(given.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new FleetException(
                    ErrorCode.INVALID_ARGUMENT,
                    "status '%s' is unknown: use one of %s"
                            .formatted(given, Arrays.toString(TaskState.values())),
                    e);
        }
    }

    private static int limit(@Nullable String given) {
        if (given == null) {
            return DEFAULT_PAGE;
        }
        if (!given.matches("\\d{1,4}")
                || Integer.parseInt(given) < 1
                || Integer.parseInt(given) > LARGEST_PAGE) {
            throw new FleetException(
                    ErrorCode.INVALID_ARGUMENT,
                    "limit '%s' is out of range: use 1 to %d".formatted(given, LARGEST_PAGE));
        }
        return Integer.parseInt(given);
    }

    @GET
    @Path("tasks/{id}")
    @Operation(summary = "Where a task stands, and its output once it has ended")
    @APIResponseSchema(value = TaskView.class, responseCode = "200")
    public Response show(
            @PathParam("id") String id, @HeaderParam("X-Tenant") @Nullable String tenant) {
        TaskView view = tasks.show(id, tenantOf(tenant));
        return Response.ok(RestJson.write(view)).build();
    }

    @DELETE
    @Path("tasks/{id}")
    @Operation(summary = "Orders a task and all that serves it to stop")
    @APIResponseSchema(value = TaskService.TaskStatus.class, responseCode = "202")
    public Response cancel(
            @PathParam("id") String id, @HeaderParam("X-Tenant") @Nullable String tenant) {
        TaskView view = tasks.cancel(id, tenantOf(tenant));
        TaskService.TaskStatus status =
                new TaskService.TaskStatus(view.taskId(), view.sessionId(), view.status());
        Response.Status answer =
                view.status() == TaskState.CANCELLED
                        ? Response.Status.OK
                        : Response.Status.ACCEPTED;
        return Response.status(answer).entity(RestJson.write(status)).build();
    }
}
