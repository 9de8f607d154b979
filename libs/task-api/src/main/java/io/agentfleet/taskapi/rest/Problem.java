package io.agentfleet.taskapi.rest;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * An error in the format of RFC 9457.
 *
 * @param type {@code urn:agentfleet:error:<code>}
 * @param title the kind of error, for people
 * @param status the HTTP status
 * @param detail what, which value, what to do
 * @param code the wire name of the {@link ErrorCode}, or of the HTTP status
 */
record Problem(String type, String title, int status, String detail, String code) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Response of(FleetException e) {
        return of(e.code().httpStatus(), e.code().wire(), String.valueOf(e.getMessage()));
    }

    static Response internal() {
        return of(
                500,
                ErrorCode.INTERNAL.wire(),
                "The service failed: its log says why; try again or ask its operator");
    }

    static Response of(int status, String code, String detail) {
        Problem problem =
                new Problem(
                        "urn:agentfleet:error:" + code,
                        code.replace('_', ' '),
                        status,
                        detail,
                        code);
        return Response.status(status)
                .type(MediaType.valueOf(MEDIA_TYPE))
                .entity(RestJson.write(problem))
                .build();
    }
}
