package io.agentfleet.access.filter;

import io.agentfleet.schemas.ErrorCode;
import io.grpc.Status;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Reasons to reject a request, with the HTTP problem (RFC 9457) and the gRPC status. */
enum Rejection {
    NO_TOKEN(ErrorCode.UNAUTHENTICATED, "Send exactly one valid bearer token"),
    NO_CERTIFICATE(ErrorCode.UNAUTHENTICATED, "Connect over TLS with a certificate of this fleet"),
    FORBIDDEN(ErrorCode.PERMISSION_DENIED, "Your roles do not allow this: ask an operator"),
    UNKNOWN_HOST(
            ErrorCode.PERMISSION_DENIED,
            "This service is not known by that host: ask localhost, or name it in fleet.http.hosts"),
    FOREIGN_PAGE(
            ErrorCode.PERMISSION_DENIED,
            "A page of another origin may not call this service: see fleet.http.origins"),
    NO_JSON(
            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
            "Send one Content-Type: application/json, also where there is no body"),
    NO_ROUTE(ErrorCode.NOT_FOUND, "There is nothing at this path: see /openapi for what there is"),
    BODY_TIMEOUT(ErrorCode.REQUEST_TIMEOUT, "The body was not received in time: send it again"),
    RATE_LIMITED(ErrorCode.RATE_LIMITED, "Too many tasks: wait as long as Retry-After says"),
    UNAVAILABLE(ErrorCode.UNAVAILABLE, "Access cannot be checked at the moment: try again");

    private final ErrorCode code;
    private final String detail;

    Rejection(ErrorCode code, String detail) {
        this.code = code;
        this.detail = detail;
    }

    void answer(RoutingContext call, boolean withToken) {
        answer(call, withToken, detail);
    }

    /**
     * Answers in words of this one request.
     *
     * @param words what is wrong, and what to do
     */
    void answer(RoutingContext call, boolean withToken, String words) {
        HttpServerResponse response = call.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (isGrpc(call.request())) {
            var ignored =
                    response.putHeader("content-type", "application/grpc")
                            .putHeader("grpc-status", Integer.toString(grpc()))
                            .putHeader("grpc-message", words)
                            .end();
            return;
        }
        if (this == NO_TOKEN) {
            response.putHeader(
                    "WWW-Authenticate", withToken ? "Bearer error=\"invalid_token\"" : "Bearer");
        }
        var ignored =
                response.setStatusCode(code.httpStatus())
                        .putHeader("content-type", "application/problem+json")
                        .end(problem(words));
    }

    static boolean isGrpc(HttpServerRequest request) {
        String type = request.getHeader("content-type");
        return type != null && BrowserRequestPolicy.isGrpc(type.split(";", 2)[0].strip());
    }

    private int grpc() {
        return Status.Code.valueOf(code.grpcStatus()).value();
    }

    private String problem(String words) {
        return new JsonObject()
                .put("type", code.problemType())
                .put("title", code.title())
                .put("status", code.httpStatus())
                .put("detail", words)
                .put("code", code.wire())
                .encode();
    }
}
