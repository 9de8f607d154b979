package io.agentfleet.access.filter;

import io.agentfleet.access.identity.Identity;
import io.agentfleet.access.token.BearerToken;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The authenticated caller of the current request; empty in open mode. */
@GlobalInterceptor
@ApplicationScoped
public class CurrentCaller implements ServerInterceptor {

    private static final String KEY = Identity.class.getName();
    private static final Context.Key<Identity> CALLER = Context.key(KEY);
    private static final String TOKEN_KEY = BearerToken.class.getName();
    private static final Context.Key<BearerToken> TOKEN = Context.key(TOKEN_KEY);

    private final CurrentVertxRequest request;

    CurrentCaller(CurrentVertxRequest request) {
        this.request = request;
    }

    static void put(RoutingContext call, Identity who, BearerToken token) {
        call.put(KEY, who);
        call.put(TOKEN_KEY, token);
    }

    /** The caller of the current HTTP request. */
    public Optional<Identity> ofRequest() {
        return identity(request.getCurrent());
    }

    /** The token of the current HTTP request's caller. */
    public Optional<BearerToken> tokenOfRequest() {
        return token(request.getCurrent());
    }

    /** The caller of the current gRPC call, on the thread that received it. */
    public static Optional<Identity> ofCall() {
        return Optional.ofNullable(CALLER.get());
    }

    /** The token that the caller of the gRPC call at hand showed, on the same thread. */
    public static Optional<BearerToken> tokenOfCall() {
        return Optional.ofNullable(TOKEN.get());
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        io.vertx.core.Context http = Vertx.currentContext();
        @Nullable RoutingContext request =
                http == null ? null : http.getLocal(RoutingContext.class.getName());
        Optional<Identity> who = identity(request);
        Optional<BearerToken> token = token(request);
        if (who.isEmpty() || token.isEmpty()) {
            return next.startCall(call, headers);
        }
        Context context = Context.current().withValues(CALLER, who.get(), TOKEN, token.get());
        return Contexts.interceptCall(context, call, headers, next);
    }

    private static Optional<Identity> identity(@Nullable RoutingContext call) {
        return call == null ? Optional.empty() : Optional.ofNullable(call.<Identity>get(KEY));
    }

    private static Optional<BearerToken> token(@Nullable RoutingContext call) {
        return call == null
                ? Optional.empty()
                : Optional.ofNullable(call.<BearerToken>get(TOKEN_KEY));
    }
}
