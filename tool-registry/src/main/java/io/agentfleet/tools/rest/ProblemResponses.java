package io.agentfleet.tools.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Errors as problem JSON, RFC 9457. */
public class ProblemResponses {

    private static final Logger LOG = Logger.getLogger(ProblemResponses.class);
    static final String MEDIA_TYPE = "application/problem+json";

    /**
     * A problem.
     *
     * @param type {@code urn:agentfleet:error:<code>}
     * @param title the kind of error, for people
     * @param status of HTTP
     * @param detail what, which value, what to do
     * @param code the error's name on every wire
     */
    public record Problem(String type, String title, int status, String detail, String code) {}

    @ServerExceptionMapper
    Response refused(FleetException e) {
        return problem(e.code(), e.code().httpStatus(), String.valueOf(e.getMessage()));
    }

    @ServerExceptionMapper
    Response unreadable(JsonProcessingException e) {
        return unreadableBody(e);
    }

    /** Quarkus has a mapper of its own for these; the closest type wins. */
    @ServerExceptionMapper
    Response unreadable(MismatchedInputException e) {
        return unreadableBody(e);
    }

    @ServerExceptionMapper
    Response failedRequest(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException unreadable) {
            return unreadableBody(unreadable);
        }
        int status = e.getResponse().getStatus();
        ErrorCode code = status < 500 ? ErrorCode.INVALID_ARGUMENT : ErrorCode.INTERNAL;
        return problem(
                code, status, "%s: see /openapi for what is served".formatted(e.getMessage()));
    }

    private static Response unreadableBody(JsonProcessingException e) {
        String where =
                e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                        ? mapping.getPath().stream()
                                .map(Reference::getFieldName)
                                .collect(Collectors.joining("/", " at /", ""))
                        : "";
        return problem(
                ErrorCode.INVALID_ARGUMENT,
                ErrorCode.INVALID_ARGUMENT.httpStatus(),
                "the body is not a tool definition%s: %s; see /openapi"
                        .formatted(where, e.getOriginalMessage()));
    }

    @ServerExceptionMapper
    Response broken(RuntimeException e) {
        LOG.error("request_broken", e);
        return problem(
                ErrorCode.INTERNAL,
                ErrorCode.INTERNAL.httpStatus(),
                "the request broke inside the registry: see its log");
    }

    private static Response problem(ErrorCode code, int status, String detail) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new Problem(code.problemType(), code.title(), status, detail, code.wire()))
                .build();
    }
}
