package io.agentfleet.access.gate;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** The ways in which a gate says no: to HTTP a problem (RFC 9457), to gRPC a status. */
enum Refusal {
    NO_TOKEN(401, 16, "unauthenticated", "Send one bearer token that holds"),
    NO_CERTIFICATE(401, 16, "no_certificate", "Connect over TLS with a certificate of this fleet"),
    FORBIDDEN(403, 7, "permission_denied", "Your roles do not allow this: ask an operator"),
    NO_DOOR(404, 12, "not_found", "There is nothing at this path: see /openapi for what there is"),
    TOO_SLOW(408, 4, "request_timeout", "The body took too long: send it at once"),
    TOO_OFTEN(429, 8, "rate_limited", "Too many tasks: wait as long as Retry-After says"),
    BROKEN(503, 14, "unavailable", "Access cannot be checked at the moment: try again");

    private final int http;
    private final int grpc;
    private final String code;
    private final String detail;

    Refusal(int http, int grpc, String code, String detail) {
        this.http = http;
        this.grpc = grpc;
        this.code = code;
        this.detail = detail;
    }

    void answer(RoutingContext call, boolean withToken) {
        HttpServerResponse response = call.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (isGrpc(call.request())) {
            var ignored =
                    response.putHeader("content-type", "application/grpc")
                            .putHeader("grpc-status", Integer.toString(grpc))
                            .putHeader("grpc-message", detail)
                            .end();
            return;
        }
        if (this == NO_TOKEN) {
            response.putHeader(
                    "WWW-Authenticate", withToken ? "Bearer error=\"invalid_token\"" : "Bearer");
        }
        var ignored =
                response.setStatusCode(http)
                        .putHeader("content-type", "application/problem+json")
                        .end(problem());
    }

    static boolean isGrpc(HttpServerRequest request) {
        String type = request.getHeader("content-type");
        return type != null && type.startsWith("application/grpc");
    }

    private String problem() {
        return new JsonObject()
                .put("type", "urn:agentfleet:error:" + code)
                .put("title", code.replace('_', ' '))
                .put("status", http)
                .put("detail", detail)
                .put("code", code)
                .encode();
    }
}
