package io.agentfleet.access.filter;

import io.agentfleet.access.identity.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The operation that each route needs. A request that is not in this table is not served. */
final class RoutePermissions {

    /**
     * Paths without authentication, for probes and scrapes; reachable from within the cluster only.
     */
    private static final Set<String> OPEN =
            Set.of(
                    "/",
                    "/health",
                    "/ready",
                    "/metrics",
                    "/openapi",
                    "/agents.v1.AgentService/Health",
                    "/grpc.health.v1.Health/Check",
                    "/grpc.health.v1.Health/Watch");

    /** A name, perhaps in the name space of a tenant. */
    private static final String TOOL = "([a-z0-9-]+[.])?[A-Za-z0-9_]+";

    private record Route(String method, Pattern path, Operation operation) {
        static Route of(String method, String path, Operation operation) {
            return new Route(method, Pattern.compile(path), operation);
        }
    }

    private static final List<Route> ROUTES =
            List.of(
                    Route.of("POST", "/run|/tasks", Operation.SUBMIT),
                    Route.of(
                            "GET",
                            "/tasks(/[A-Za-z0-9._-]+(/events|/trace|/log)?)?",
                            Operation.READ),
                    Route.of("DELETE", "/tasks/[A-Za-z0-9._-]+", Operation.CANCEL),
                    Route.of("GET", "/costs", Operation.READ_COSTS),
                    Route.of("GET|POST", "/views/rebuild", Operation.REBUILD),
                    Route.of("GET|PUT", "/log-levels(/[A-Za-z0-9._-]+)?", Operation.LOG_LEVELS),
                    Route.of(
                            "GET",
                            "/tools(/" + TOOL + "(/health)?)?|/permissions",
                            Operation.READ_TOOLS),
                    Route.of("POST", "/tools", Operation.REGISTER_TOOL),
                    Route.of("POST", "/tools/" + TOOL + "/owner", Operation.TRANSFER_TOOL),
                    Route.of(
                            "POST", "/agents.v1.AgentService/(RunTask|StreamSteps)", Operation.RUN),
                    Route.of(
                            "POST",
                            "/agents.tools.v1.ToolRegistry/Register",
                            Operation.REGISTER_TOOL),
                    Route.of(
                            "POST",
                            "/agents.tools.v1.ToolRegistry/(ListTools|InvokeTool|GrantTask)",
                            Operation.INVOKE_TOOL),
                    Route.of(
                            "POST",
                            "/agents.tools.v1.ToolEndpoint/Execute",
                            Operation.EXECUTE_TOOL),
                    Route.of(
                            "POST",
                            "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
                            Operation.EXPORT_SPANS),
                    Route.of(
                            "POST",
                            "/grpc.reflection.v1(alpha)?.ServerReflection/ServerReflectionInfo",
                            Operation.READ_TOOLS));

    private RoutePermissions() {}

    /** Whether the path needs no authentication. */
    static boolean isOpen(String path) {
        return OPEN.contains(path);
    }

    /** The operation; empty if there is no such route. */
    static Optional<Operation> operation(String method, String path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return ROUTES.stream()
                .filter(route ->
                        asked.matches(route.method()) && route.path().matcher(path).matches())
                .map(Route::operation)
                .findFirst();
    }
}
