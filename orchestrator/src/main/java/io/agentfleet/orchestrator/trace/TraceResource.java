package io.agentfleet.orchestrator.trace;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskapi.service.TaskService;
import io.agentfleet.taskmodel.task.SubmissionValidator;
import io.agentfleet.taskmodel.view.TaskView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Shows the trace of a task. */
@Path("/tasks/{id}/trace")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class TraceResource {

    private final SpanStore store;
    private final TaskService tasks;

    TraceResource(SpanStore store, TaskService tasks) {
        this.store = store;
        this.tasks = tasks;
    }

    @GET
    @Operation(summary = "The task's spans as far as they have come in; a few seconds late")
    public StoredTrace trace(
            @PathParam("id") String id, @HeaderParam("X-Tenant") @Nullable String tenant) {
        TaskView task = tasks.show(id, tenant == null ? "" : tenant);
        return store.find(SubmissionValidator.taskId(task.taskId()))
                .orElseThrow(() ->
                        new FleetException(
                                ErrorCode.UNKNOWN_TASK,
                                "no trace of task '%s' is kept: it is younger than a few seconds or older than a day, or traces are off (OTEL_SDK_DISABLED)"
                                        .formatted(id)));
    }
}
