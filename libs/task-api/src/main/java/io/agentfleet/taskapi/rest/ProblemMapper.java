package io.agentfleet.taskapi.rest;

import io.agentfleet.schemas.FleetException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where errors become HTTP answers. */
class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response refused(FleetException e) {
        return Problem.of(e);
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        String code =
                String.valueOf(Response.Status.fromStatusCode(status)).toLowerCase(Locale.ROOT);
        return Problem.of(status, code.replace(' ', '_').replace("-", "_"), advice(status));
    }

    private static String advice(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this path: see /openapi for what there is";
            case 405 -> "This path does not take this method: see /openapi";
            case 406 -> "Ask for application/json, or text/event-stream for /tasks/{id}/events";
            case 415 -> "Send application/json";
            default -> "The request cannot be served: see /openapi";
        };
    }

    @ServerExceptionMapper
    Response broken(RuntimeException e) {
        LOG.error("request_broken", e);
        return Problem.internal();
    }
}
