package io.agentfleet.telemetry;

import io.agentfleet.schemas.ErrorCode;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Log levels over HTTP, for operators: only from the process's own machine or pod is answered, so
 * by {@code ./fleet logs --level} and {@code kubectl port-forward}.
 */
@ApplicationScoped
class LogLevelRoute {

    private static final Logger LOG = Logger.getLogger(LogLevelRoute.class);
    private static final String PATH = "/log-levels";

    private final LogLevels levels = new LogLevels();

    void routes(@Observes Router router) {
        router.route(PATH + "*").handler(this::admit);
        router.get(PATH).handler(this::show);
        router.put(PATH + "/:category").handler(this::change);
    }

    private void admit(RoutingContext call) {
        String from = call.request().remoteAddress().hostAddress();
        if (from != null && (from.startsWith("127.") || from.equals("0:0:0:0:0:0:0:1"))) {
            call.next();
        } else {
            problem(
                    call,
                    ErrorCode.PERMISSION_DENIED,
                    "log levels are changed from the service's own machine or pod only: use kubectl port-forward");
        }
    }

    private void show(RoutingContext call) {
        Map<String, Object> changed = Map.copyOf(levels.changed());
        call.json(new JsonObject(new java.util.TreeMap<>(changed)));
    }

    private void change(RoutingContext call) {
        String category = call.pathParam("category");
        String level = call.request().getParam("level", "");
        try {
            levels.set(category, level);
            LOG.infof("log_level_changed category=%s level=%s", category, level);
            show(call);
        } catch (IllegalArgumentException e) {
            problem(call, ErrorCode.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
        }
    }

    private static void problem(RoutingContext call, ErrorCode code, String detail) {
        JsonObject problem =
                new JsonObject()
                        .put("type", code.problemType())
                        .put("title", code.title())
                        .put("status", code.httpStatus())
                        .put("detail", detail)
                        .put("code", code.wire());
        call.response()
                .setStatusCode(code.httpStatus())
                .putHeader("Content-Type", "application/problem+json");
        call.end(problem.encode());
    }
}
