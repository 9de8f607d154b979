package io.agentfleet.orchestrator.trace;

import io.agentfleet.agent.door.SubmissionCheck;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Shows the trace of a task. */
@Path("/tasks/{id}/trace")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class TraceResource {

    private final SpanStore store;

    TraceResource(SpanStore store) {
        this.store = store;
    }

    @GET
    @Operation(summary = "The task's spans as far as they have come in; a few seconds late")
    public KeptTrace trace(@PathParam("id") String id) {
        return store.find(SubmissionCheck.taskId(id))
                .orElseThrow(() ->
                        new FleetException(
                                ErrorCode.UNKNOWN_TASK,
                                "no trace of task '%s' is kept: it is younger than a few seconds or older than a day, or traces are off (OTEL_SDK_DISABLED)"
                                        .formatted(id)));
    }
}
