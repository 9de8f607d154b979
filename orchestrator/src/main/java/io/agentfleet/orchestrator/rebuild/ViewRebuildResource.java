package io.agentfleet.orchestrator.rebuild;

import io.agentfleet.orchestrator.ledger.redis.RedisCostLedger;
import io.agentfleet.taskapi.projection.ViewRebuild;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Orders a rebuild of the views and of the ledger of costs, and watches that of the views. */
@Path("/views/rebuild")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ViewRebuildResource {

    private final ViewRebuild rebuild;
    private final RedisCostLedger costs;

    ViewRebuildResource(ViewRebuild rebuild, RedisCostLedger costs) {
        this.rebuild = rebuild;
        this.costs = costs;
    }

    @POST
    @Operation(
            summary =
                    "Projects the views and costs again from the log; clear=true empties them first")
    @APIResponseSchema(value = ViewRebuild.Progress.class, responseCode = "202")
    public Response order(@QueryParam("clear") @DefaultValue("false") boolean clear) {
        rebuild.order(clear);
        costs.forget(clear);
        return Response.accepted(rebuild.progress()).build();
    }

    @GET
    @Operation(summary = "How far the last rebuild is")
    public ViewRebuild.Progress progress() {
        return rebuild.progress();
    }
}
