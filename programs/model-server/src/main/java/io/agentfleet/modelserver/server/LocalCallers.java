package io.agentfleet.modelserver.server;

import io.agentfleet.modelserver.protocol.Json;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps web pages of other places out: they could drive a browser on this machine to the port. */
final class LocalCallers {

    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private LocalCallers() {}

    static void check(RoutingContext context) {
        String origin = context.request().getHeader("origin");
        @Nullable String host =
                context.request().authority() == null ? null : context.request().authority().host();
        if (host != null && NAMES.contains(host) && (origin == null || isLocal(origin))) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(403)
                .putHeader("content-type", "application/json")
                .end(
                        Json.object()
                                .put(
                                        "error",
                                        "only programs on this machine may call: use http://127.0.0.1 or http://localhost, and no page of another origin")
                                .toString());
    }

    private static boolean isLocal(String origin) {
        try {
            String host = URI.create(origin).getHost();
            return host != null && NAMES.contains(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
