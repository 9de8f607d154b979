package io.agentfleet.access.filter;

import io.agentfleet.access.identity.Identity;
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

    private final CurrentVertxRequest request;

    CurrentCaller(CurrentVertxRequest request) {
        this.request = request;
    }

    static void put(RoutingContext call, Identity who) {
        call.put(KEY, who);
    }

    /** The caller of the current HTTP request. */
    public Optional<Identity> ofRequest() {
        return identity(request.getCurrent());
    }

    /** The caller of the current gRPC call, on the thread that received it. */
    public static Optional<Identity> ofCall() {
        return Optional.ofNullable(CALLER.get());
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        io.vertx.core.Context http = Vertx.currentContext();
        @Nullable RoutingContext request =
                http == null ? null : http.getLocal(RoutingContext.class.getName());
        return identity(request)
                .map(who -> Context.current().withValue(CALLER, who))
                .map(context -> Contexts.interceptCall(context, call, headers, next))
                .orElseGet(() -> next.startCall(call, headers));
    }

    private static Optional<Identity> identity(@Nullable RoutingContext call) {
        return call == null ? Optional.empty() : Optional.ofNullable(call.<Identity>get(KEY));
    }
}
