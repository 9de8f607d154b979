package io.agentfleet.tools.rest;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.tools.catalog.RegistrationService;
import io.agentfleet.tools.catalog.ToolCatalog;
import io.agentfleet.tools.gateway.PermissionsFile;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The catalog for people. Errors are problem JSON (RFC 9457). */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@APIResponse(
        responseCode = "default",
        description = "What is wrong, and what to do",
        content =
                @Content(
                        mediaType = ProblemResponses.MEDIA_TYPE,
                        schema = @Schema(implementation = ProblemResponses.Problem.class)))
public class ToolResource {

    private final ToolCatalog catalog;
    private final RegistrationService registration;
    private final PermissionsFile permissions;

    ToolResource(
            ToolCatalog catalog, RegistrationService registration, PermissionsFile permissions) {
        this.catalog = catalog;
        this.registration = registration;
        this.permissions = permissions;
    }

    /** What became of a registration. */
    public record Registered(String status) {}

    /** All tools, by name. */
    @GET
    @Path("tools")
    @Operation(summary = "All tools, by name")
    @APIResponse(responseCode = "200", description = "their definitions")
    public List<ToolBody> tools() {
        return catalog.all().stream().map(tool -> ToolBody.of(tool.definition())).toList();
    }

    /** One tool. */
    @GET
    @Path("tools/{name}")
    @Operation(summary = "One tool")
    @APIResponse(responseCode = "200", description = "its definition")
    public ToolBody tool(@PathParam("name") String name) {
        return catalog.find(name)
                .map(tool -> ToolBody.of(tool.definition()))
                .orElseThrow(() ->
                        new FleetException(
                                ErrorCode.UNKNOWN_TOOL,
                                "there is no tool '%s': see GET /tools".formatted(name)));
    }

    /** Asks a tool's own health_url now. */
    @GET
    @Path("tools/{name}/health")
    @Operation(summary = "What a tool's health_url answers now")
    @APIResponse(responseCode = "200", description = "up, down or unknown, and why")
    @APIResponse(responseCode = "404", description = "there is no such tool")
    public ToolHealth health(@PathParam("name") String name) {
        return ToolHealth.of(tool(name).healthUrl());
    }

    /** Registers a tool, as tools do at start over gRPC. */
    @POST
    @Path("tools")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Register a tool, or a new version of one")
    @APIResponse(
            responseCode = "201",
            description = "registered",
            content = @Content(schema = @Schema(implementation = Registered.class)))
    @APIResponse(
            responseCode = "200",
            description = "this version is registered already",
            content = @Content(schema = @Schema(implementation = Registered.class)))
    public Response register(@Nullable ToolBody body) {
        if (body == null) {
            throw new FleetException(
                    ErrorCode.INVALID_TOOL_DEFINITION,
                    "the body is empty: send a tool definition as JSON");
        }
        RegistrationService.Status status = registration.register(body.draft());
        Registered answer = new Registered(status.wire());
        return switch (status) {
            case REGISTERED ->
                    Response.created(URI.create("/tools/" + body.name())).entity(answer).build();
            case UNCHANGED -> Response.ok(answer).build();
        };
    }

    /** Which agent may call which tools. */
    @GET
    @Path("permissions")
    @Operation(summary = "Which agent may call which tools")
    @APIResponse(responseCode = "200", description = "tools by agent")
    public Map<String, List<String>> permissions() {
        return permissions.get().byAgent();
    }
}
