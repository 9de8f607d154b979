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
 * Authenticates and authorizes every HTTP and gRPC request; both use one port. What the gate found
 * goes along with the call ({@link CurrentCaller}); the header {@code X-Tenant} of a call that
 * passed is the token's tenant, whatever was sent. An open gate lets everything through as it came.
 */
@Singleton
class AuthenticationFilter {

    private static final Logger LOG = Logger.getLogger(AuthenticationFilter.class);
    private static final int FIRST = 1_000;
    private static final String SCHEME = "bearer ";

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

    void stand(@Observes Filters filters) {
        if (config.mode() == AccessConfig.Mode.JWT) {
            filters.register(this::meet, FIRST);
        }
    }

    private void meet(RoutingContext call) {
        if (RoutePermissions.isOpen(call.request().path())) {
            call.next();
            return;
        }
        Context home = call.vertx().getOrCreateContext();
        call.request().pause();
        Thread.ofVirtual()
                .name("gate")
                .start(() -> {
                    Optional<Rejection> no = checked(call);
                    home.runOnContext(ignored -> go(call, no));
                });
    }

    private Optional<Rejection> checked(RoutingContext call) {
        try {
            return refusal(call);
        } catch (RuntimeException e) {
            LOG.errorf("access_not_checked reason=%s", e.getMessage());
            return Optional.of(Rejection.BROKEN);
        }
    }

    private Optional<Rejection> refusal(RoutingContext call) {
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
                    CANCEL,
                    REBUILD,
                    LOG_LEVELS,
                    READ_TOOLS,
                    REGISTER_TOOL,
                    INVOKE_TOOL,
                    EXECUTE_TOOL,
                    EXPORT_SPANS ->
                    Optional.empty();
        };
    }

    /** The token of the one Authorization header; there must not be two. */
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
        SubmitRateLimiter.Standing standing = limits.get().take(who);
        String seconds = Long.toString(Math.ceilDiv(standing.next().toMillis(), 1_000L));
        HttpServerResponse response = call.response();
        response.putHeader("RateLimit-Policy", "\"submit\";q=" + standing.limit());
        response.putHeader(
                "RateLimit", "\"submit\";r=%d;t=%s".formatted(standing.remaining(), seconds));
        if (standing.allowed()) {
            return Optional.empty();
        }
        response.putHeader("Retry-After", seconds);
        return Optional.of(Rejection.TOO_OFTEN);
    }

    private void go(RoutingContext call, Optional<Rejection> no) {
        call.request().resume();
        if (no.isPresent()) {
            no.get().answer(call, call.request().headers().contains("Authorization"));
            return;
        }
        if (call.request().method().equals(HttpMethod.POST) && !Rejection.isGrpc(call.request())) {
            hurry(call, config.bodyWithin());
        }
        call.next();
    }

    /** A body that does not come in time is not waited for. */
    private static void hurry(RoutingContext call, Duration within) {
        call.vertx()
                .setTimer(
                        within.toMillis(),
                        ignored -> {
                            if (!call.request().isEnded() && !call.response().headWritten()) {
                                Rejection.TOO_SLOW.answer(call, true);
                                var _ = call.request().connection().close();
                            }
                        });
    }
}
