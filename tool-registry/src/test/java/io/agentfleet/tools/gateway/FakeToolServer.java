package io.agentfleet.tools.gateway;

import io.agentfleet.proto.tools.v1.ExecuteToolRequest;
import io.agentfleet.proto.tools.v1.ExecuteToolResponse;
import io.agentfleet.proto.tools.v1.ToolEndpointGrpc;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerTransportFilter;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A tool endpoint over real gRPC that answers what it is told to, and remembers what it was asked.
 */
public final class FakeToolServer extends ToolEndpointGrpc.ToolEndpointImplBase
        implements AutoCloseable {

    private final Server server;
    private final List<ExecuteToolRequest> asked = new CopyOnWriteArrayList<>();
    private final List<String> headers = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Function<ExecuteToolRequest, ExecuteToolResponse> behaviour =
            request -> succeeded("{}");

    /** Starts on a free port. */
    public FakeToolServer() throws IOException {
        this(0);
    }

    /** Starts on a port: one that it had before. */
    public FakeToolServer(int port) throws IOException {
        server =
                Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
                        .addService(ServerInterceptors.intercept(this, noting()))
                        .addTransportFilter(counting())
                        .build()
                        .start();
    }

    private ServerTransportFilter counting() {
        return new ServerTransportFilter() {
            @Override
            public Attributes transportReady(Attributes attributes) {
                connections.incrementAndGet();
                return attributes;
            }

            @Override
            public void transportTerminated(Attributes attributes) {
                connections.decrementAndGet();
            }
        };
    }

    private ServerInterceptor noting() {
        return new ServerInterceptor() {
            @Override
            public <Q, A> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, A> call, Metadata sent, ServerCallHandler<Q, A> next) {
                headers.add(sent.toString());
                return next.startCall(call, sent);
            }
        };
    }

    /** All headers of each call, as text. */
    public List<String> headers() {
        return headers;
    }

    /** How many are open. */
    public int connections() {
        return connections.get();
    }

    /** Where it listens. */
    public String address() {
        return "127.0.0.1:" + port();
    }

    /** Its port. */
    public int port() {
        return server.getPort();
    }

    /** What it was asked so far. */
    public List<ExecuteToolRequest> asked() {
        return asked;
    }

    /** From now on it answers so. */
    public void answers(Function<ExecuteToolRequest, ExecuteToolResponse> now) {
        behaviour = now;
    }

    /** A result. */
    public static ExecuteToolResponse succeeded(String content) {
        return ExecuteToolResponse.newBuilder().setOutcome("succeeded").setContent(content).build();
    }

    /** A failure. */
    public static ExecuteToolResponse failed(String code, String error) {
        return ExecuteToolResponse.newBuilder()
                .setOutcome("failed")
                .setErrorCode(code)
                .setError(error)
                .build();
    }

    @Override
    public void execute(ExecuteToolRequest request, StreamObserver<ExecuteToolResponse> observer) {
        asked.add(request);
        ExecuteToolResponse response = behaviour.apply(request);
        observer.onNext(response);
        observer.onCompleted();
    }

    @Override
    public void close() {
        try {
            boolean ended = server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
            if (!ended) {
                throw new IllegalStateException("the server does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
