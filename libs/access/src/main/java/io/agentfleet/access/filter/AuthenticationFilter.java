package io.agentfleet.access.filter;

import io.agentfleet.access.config.AccessConfig;
import io.agentfleet.access.identity.AccessPolicy;
import io.agentfleet.access.identity.Identity;
import io.agentfleet.access.identity.Operation;
import io.agentfleet.access.token.BearerToken;
import io.agentfleet.access.token.TokenVerifier;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Authenticates and authorizes every HTTP and gRPC request; both use one port. The caller's
 * identity is kept with the request ({@link CurrentCaller}), and its header {@code X-Tenant} is
 * replaced by the tenant of the token. In open mode the filter is not installed.
 */
@Singleton
class AuthenticationFilter {

    private static final Logger LOG = Logger.getLogger(AuthenticationFilter.class);
    private static final int PRIORITY = 1_000;
    private static final String SCHEME = "bearer ";

    /** By a timer: a task of the context would run before what has arrived is read. */
    private static final long ONE_TURN_MS = 50;

    private final AccessConfig config;
    private final TokenVerifier tokens;
    private final AccessPolicy policy;
    private final Instance<SubmitRateLimiter> limits;

    AuthenticationFilter(
            AccessConfig config,
            TokenVerifier tokens,
            AccessPolicy policy,
            Instance<SubmitRateLimiter> limits) {
        this.config = config;
        this.tokens = tokens;
        this.policy = policy;
        this.limits = limits;
    }

    void register(@Observes Filters filters) {
        if (config.mode() == AccessConfig.Mode.JWT) {
            filters.register(this::filter, PRIORITY);
        }
    }

    private void filter(RoutingContext call) {
        if (RoutePermissions.isOpen(call.request().path())) {
            call.next();
            return;
        }
        Context eventLoop = call.vertx().getOrCreateContext();
        call.request().pause();
        Thread.ofVirtual()
                .name("authentication")
                .start(() -> {
                    Optional<Rejection> rejection = check(call);
                    eventLoop.runOnContext(ignored -> resume(call, rejection));
                });
    }

    private Optional<Rejection> check(RoutingContext call) {
        try {
            return rejection(call);
        } catch (RuntimeException e) {
            LOG.errorf("access_not_checked reason=%s", e.getMessage());
            return Optional.of(Rejection.UNAVAILABLE);
        }
    }

    private Optional<Rejection> rejection(RoutingContext call) {
        Optional<BearerToken> shown = token(call);
        Optional<Identity> caller = shown.flatMap(token -> tokens.identity(token.value()));
        if (shown.isEmpty() || caller.isEmpty()) {
            return Optional.of(Rejection.NO_TOKEN);
        }
        String path = call.request().path();
        Optional<Operation> operation =
                path.equals(call.normalizedPath())
                        ? RoutePermissions.operation(call.request().method().name(), path)
                        : Optional.empty();
        if (operation.isEmpty()) {
            return Optional.of(Rejection.NO_ROUTE);
        }
        Identity who = caller.get();
        if (!policy.allows(who, operation.get())) {
            return Optional.of(Rejection.FORBIDDEN);
        }
        CurrentCaller.put(call, who, shown.get());
        call.request().headers().set("X-Tenant", who.tenant());
        return switch (operation.get()) {
            case SUBMIT, RUN -> who.isService() ? Optional.empty() : limited(call, who);
            case READ,
                    READ_COSTS,
                    CANCEL,
                    REBUILD,
                    LOG_LEVELS,
                    READ_TOOLS,
                    REGISTER_TOOL,
                    REGISTER_FLEET_TOOL,
                    REGISTER_TENANT_TOOL,
                    TRANSFER_TOOL,
                    INVOKE_TOOL,
                    EXECUTE_TOOL,
                    EXPORT_SPANS ->
                    Optional.empty();
        };
    }

    /** The token of the Authorization header; empty if there are several such headers. */
    private static Optional<BearerToken> token(RoutingContext call) {
        List<String> given = call.request().headers().getAll("Authorization");
        return given.size() == 1
                        && given.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(new BearerToken(given.getFirst().substring(SCHEME.length()).strip()))
                : Optional.empty();
    }

    private Optional<Rejection> limited(RoutingContext call, Identity who) {
        if (!limits.isResolvable()) {
            return Optional.empty();
        }
        SubmitRateLimiter.Result result = limits.get().acquire(who);
        String seconds = Long.toString(Math.ceilDiv(result.next().toMillis(), 1_000L));
        HttpServerResponse response = call.response();
        response.putHeader("RateLimit-Policy", "\"submit\";q=" + result.limit());
        response.putHeader(
                "RateLimit", "\"submit\";r=%d;t=%s".formatted(result.remaining(), seconds));
        if (result.allowed()) {
            return Optional.empty();
        }
        response.putHeader("Retry-After", seconds);
        return Optional.of(Rejection.RATE_LIMITED);
    }

    private void resume(RoutingContext call, Optional<Rejection> rejection) {
        call.request().resume();
        if (rejection.isPresent()) {
            rejection.get().answer(call, call.request().headers().contains("Authorization"));
            return;
        }
        if (call.request().method().equals(HttpMethod.POST) && !Rejection.isGrpc(call.request())) {
            limitBodyTime(call, config.bodyWithin());
        }
        call.next();
    }

    /**
     * Rejects the request if its body was not received in time. A busy machine may let the timer
     * fire before a body that has arrived is read: the event loop gets one more turn for that.
     */
    static void limitBodyTime(RoutingContext call, Duration within) {
        call.vertx()
                .setTimer(
                        within.toMillis(),
                        expired -> {
                            if (isLate(call)) {
                                call.vertx()
                                        .setTimer(ONE_TURN_MS, turned -> rejectLate(call, within));
                            }
                        });
    }

    private static void rejectLate(RoutingContext call, Duration within) {
        if (isLate(call)) {
            Rejection.BODY_TIMEOUT.answer(
                    call,
                    true,
                    "The body was not received within %d s: send it again"
                            .formatted(within.toSeconds()));
            var _ = call.request().connection().close();
        }
    }

    private static boolean isLate(RoutingContext call) {
        return !call.request().isEnded() && !call.response().headWritten();
    }
}
