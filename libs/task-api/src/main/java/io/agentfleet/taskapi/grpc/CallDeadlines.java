package io.agentfleet.taskapi.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GlobalInterceptor;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives each call a gRPC context with the caller's deadline that ends when the caller hangs up: on
 * the HTTP port the server does not do so itself.
 */
@GlobalInterceptor
@ApplicationScoped
public class CallDeadlines implements ServerInterceptor {

    private static final Metadata.Key<String> TIMEOUT =
            Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);
    private static final Pattern FORM = Pattern.compile("(\\d{1,8})([HMSmun])");

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("grpc-deadlines").factory());

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Context.CancellableContext context = context(headers);
        cancelWithRequest(context);
        return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(
                Contexts.interceptCall(context, call, headers, next)) {

            @Override
            public void onCancel() {
                context.cancel(hungUp());
                super.onCancel();
            }

            @Override
            public void onComplete() {
                super.onComplete();
                context.cancel(null);
            }
        };
    }

    /** If a stream is reset after its request was read, only the HTTP response is notified. */
    private static void cancelWithRequest(Context.CancellableContext context) {
        io.vertx.core.Context http = Vertx.currentContext();
        RoutingContext request =
                http == null ? null : http.getLocal(RoutingContext.class.getName());
        if (request != null) {
            request.addEndHandler(end -> {
                if (end.failed()) {
                    context.cancel(hungUp());
                }
            });
        }
    }

    private static StatusRuntimeException hungUp() {
        return Status.CANCELLED.withDescription("the caller hung up").asRuntimeException();
    }

    private Context.CancellableContext context(Metadata headers) {
        return timeoutNanos(headers.get(TIMEOUT))
                .map(nanos ->
                        Context.current().withDeadlineAfter(nanos, TimeUnit.NANOSECONDS, timer))
                .orElseGet(() -> Context.current().withCancellation());
    }

    private static Optional<Long> timeoutNanos(@Nullable String header) {
        Matcher parts = FORM.matcher(header == null ? "" : header);
        if (!parts.matches()) {
            return Optional.empty();
        }
        TimeUnit unit =
                switch (parts.group(2)) {
                    case "H" -> TimeUnit.HOURS;
                    case "M" -> TimeUnit.MINUTES;
                    case "S" -> TimeUnit.SECONDS;
                    case "m" -> TimeUnit.MILLISECONDS;
                    case "u" -> TimeUnit.MICROSECONDS;
                    default -> TimeUnit.NANOSECONDS;
                };
        return Optional.of(unit.toNanos(Long.parseLong(parts.group(1))));
    }
}
