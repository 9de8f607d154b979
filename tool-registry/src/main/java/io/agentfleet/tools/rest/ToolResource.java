package io.agentfleet.tools.rest;

import io.agentfleet.access.filter.CurrentCaller;
import io.agentfleet.access.identity.Role;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.tools.catalog.RegisteredTool;
import io.agentfleet.tools.catalog.ToolCatalog;
import io.agentfleet.tools.catalog.ToolName;
import io.agentfleet.tools.catalog.ToolOwner;
import io.agentfleet.tools.gateway.PermissionsFile;
import io.agentfleet.tools.registration.Registrant;
import io.agentfleet.tools.registration.RegistrationService;
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
    private final CurrentCaller caller;

    ToolResource(
            ToolCatalog catalog,
            RegistrationService registration,
            PermissionsFile permissions,
            CurrentCaller caller) {
        this.caller = caller;
        this.catalog = catalog;
        this.registration = registration;
        this.permissions = permissions;
    }

    /** What became of a registration. */
    public record Registered(String status) {}

    /** Tools of the fleet and of the caller's tenant, by name. */
    @GET
    @Path("tools")
    @Operation(summary = "Tools of the fleet and of the caller's tenant, by name")
    @APIResponse(responseCode = "200", description = "their definitions")
    public List<ToolBody> tools() {
        return catalog.all().stream()
                .filter(tool -> isSeen(tool.definition().name()))
                .map(this::body)
                .toList();
    }

    /** One tool. */
    @GET
    @Path("tools/{name}")
    @Operation(summary = "One tool")
    @APIResponse(responseCode = "200", description = "its definition")
    public ToolBody tool(@PathParam("name") String name) {
        return body(seen(name));
    }

    private ToolBody body(RegisteredTool tool) {
        return ToolBody.of(tool, isOperatorOfTheFleet());
    }

    private RegisteredTool seen(String name) {
        return catalog.find(name)
                .filter(tool -> isSeen(tool.definition().name()))
                .orElseThrow(() ->
                        new FleetException(
                                ErrorCode.UNKNOWN_TOOL,
                                "there is no tool '%s': see GET /tools".formatted(name)));
    }

    /** What is another tenant's is not there; an operator of the fleet sees all. */
    private boolean isSeen(ToolName name) {
        return caller.ofRequest().map(who -> name.isThereFor(who.tenant())).orElse(true)
                || isOperatorOfTheFleet();
    }

    private boolean isOperatorOfTheFleet() {
        return caller.ofRequest()
                .filter(who -> who.roles().contains(Role.FLEET_OPERATOR))
                .isPresent();
    }

    /** Asks a tool's own health_url now. */
    @GET
    @Path("tools/{name}/health")
    @Operation(summary = "What a tool's health_url answers now")
    @APIResponse(responseCode = "200", description = "up, down or unknown, and why")
    @APIResponse(responseCode = "404", description = "there is no such tool")
    public ToolHealth health(@PathParam("name") String name) {
        RegisteredTool tool = seen(name);
        String url = tool.definition().healthUrl();
        ToolHealth health = ToolHealth.of(url);
        return tool.ownership().owner() instanceof ToolOwner.Person && !url.isEmpty()
                ? health.inShort()
                : health;
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
        RegistrationService.Status status = registration.register(body.draft(), who());
        Registered answer = new Registered(status.wire());
        return switch (status) {
            case REGISTERED ->
                    Response.created(URI.create("/tools/" + body.name())).entity(answer).build();
            case UNCHANGED -> Response.ok(answer).build();
        };
    }

    private Registrant who() {
        return new Registrant(caller.ofRequest());
    }

    /** Gives the name of a tool to another owner. */
    @POST
    @Path("tools/{name}/owner")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Give the name of a tool to another owner")
    @APIResponse(responseCode = "200", description = "the tool as it is now")
    @APIResponse(responseCode = "404", description = "there is no such tool")
    public ToolBody transfer(@PathParam("name") String name, @Nullable NextOwner next) {
        registration.transfer(name, next == null ? new ToolOwner.Nobody() : next.owner(), who());
        return tool(name);
    }

    /** Which agent may call which tools. */
    @GET
    @Path("permissions")
    @Operation(summary = "Which agent may call which tools")
    @APIResponse(responseCode = "200", description = "tools by agent")
    public Map<String, List<String>> permissions() {
        return permissions.get().limitedTo(name -> isSeen(new ToolName(name))).byAgent();
    }
}
