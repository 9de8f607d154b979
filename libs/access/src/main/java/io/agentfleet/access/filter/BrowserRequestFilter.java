package io.agentfleet.access.filter;

import io.agentfleet.access.config.AccessConfig;
import io.agentfleet.access.config.HttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts every HTTP and gRPC request before {@link BrowserRequestPolicy}, in either mode. No answer
 * lets a page of another origin read it: no CORS header is sent.
 */
@Singleton
class BrowserRequestFilter {

    private static final int BEFORE_ALL_OTHERS = 1_002;

    private final BrowserRequestPolicy policy;

    BrowserRequestFilter(AccessConfig access, HttpConfig http) {
        Optional<HostNames> hosts =
                switch (access.mode()) {
                    case OPEN -> Optional.of(new HostNames(http.hosts().orElse(List.of())));
                    case JWT -> http.hosts().map(HostNames::new);
                };
        this.policy = new BrowserRequestPolicy(hosts, http.origins().orElse(List.of()));
    }

    void stand(@Observes Filters filters) {
        filters.register(this::meet, BEFORE_ALL_OTHERS);
    }

    private void meet(RoutingContext call) {
        Optional<Rejection> no = policy.refusal(asked(call.request()));
        if (no.isPresent()) {
            no.get().answer(call, false);
            return;
        }
        call.response().putHeader("X-Content-Type-Options", "nosniff");
        call.next();
    }

    private static BrowserRequestPolicy.Asked asked(HttpServerRequest request) {
        List<String> hosts = new ArrayList<>(request.headers().getAll("Host"));
        if (request.authority() != null) {
            hosts.add(request.authority().toString());
        }
        return new BrowserRequestPolicy.Asked(
                request.method().name(),
                hosts,
                address(request.localAddress()),
                request.headers().getAll("Origin"),
                request.headers().getAll("Sec-Fetch-Site"),
                request.headers().getAll("Content-Type"),
                hasBody(request));
    }

    private static String address(@Nullable SocketAddress local) {
        return local == null || local.hostAddress() == null ? "" : local.hostAddress();
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.headers().contains("Transfer-Encoding")
                || (length != null && !length.equals("0"));
    }
}
