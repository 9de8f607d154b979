package io.agentfleet.taskapi.rest;

import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskapi.service.TaskService;
import io.agentfleet.taskapi.view.StepLog;
import io.agentfleet.taskapi.view.TaskViews;
import io.agentfleet.taskmodel.event.IdentifiedEvent;
import io.agentfleet.taskmodel.task.SubmissionValidator;
import io.agentfleet.taskmodel.view.TaskView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Shows the step log of a task. */
@Path("/tasks/{id}/log")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
        responseCode = "default",
        description = "What is wrong, and what to do",
        content =
                @Content(
                        mediaType = Problem.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class)))
public class StepLogResource {

    private final TaskService tasks;

    StepLogResource(TaskService tasks) {
        this.tasks = tasks;
    }

    @GET
    @Operation(summary = "What was done for the task: steps, tools, inputs, outputs, tokens, time")
    @APIResponseSchema(value = StepLog.class, responseCode = "200")
    public String log(
            @PathParam("id") String id, @HeaderParam("X-Tenant") @Nullable String tenant) {
        TaskView view = tasks.show(id, SubmissionValidator.tenant(tenant == null ? "" : tenant));
        return RestJson.write(StepLog.of(view, events(new TaskId(view.taskId()))));
    }

    private List<IdentifiedEvent> events(TaskId task) {
        List<IdentifiedEvent> all = new ArrayList<>();
        TaskViews.EventRange more = tasks.views().events(task, TaskViews.Place.START);
        while (!more.events().isEmpty()) {
            if (more.fromStart()) {
                all.clear();
            }
            all.addAll(more.events());
            more = tasks.views().events(task, more.next());
        }
        return all;
    }
}
