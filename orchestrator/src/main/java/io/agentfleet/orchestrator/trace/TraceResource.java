package io.agentfleet.orchestrator.trace;

import io.agentfleet.agent.door.SubmissionCheck;
import io.agentfleet.agent.door.TaskDesk;
import io.agentfleet.agent.view.TaskView;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
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
    private final TaskDesk desk;

    TraceResource(SpanStore store, TaskDesk desk) {
        this.store = store;
        this.desk = desk;
    }

    @GET
    @Operation(summary = "The task's spans as far as they have come in; a few seconds late")
    public KeptTrace trace(
            @PathParam("id") String id, @HeaderParam("X-Tenant") @Nullable String tenant) {
        TaskView task = desk.show(id, tenant == null ? "" : tenant);
        return store.find(SubmissionCheck.taskId(task.taskId()))
                .orElseThrow(() ->
                        new FleetException(
                                ErrorCode.UNKNOWN_TASK,
                                "no trace of task '%s' is kept: it is younger than a few seconds or older than a day, or traces are off (OTEL_SDK_DISABLED)"
                                        .formatted(id)));
    }
}
