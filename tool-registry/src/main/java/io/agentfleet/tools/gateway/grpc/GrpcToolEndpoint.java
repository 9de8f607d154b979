package io.agentfleet.tools.gateway.grpc;

import io.agentfleet.access.client.GrpcChannels;
import io.agentfleet.access.client.ServiceToken;
import io.agentfleet.proto.tools.v1.ExecuteToolRequest;
import io.agentfleet.proto.tools.v1.ExecuteToolResponse;
import io.agentfleet.proto.tools.v1.ToolEndpointGrpc;
import io.agentfleet.proto.tools.v1.ToolEndpointGrpc.ToolEndpointBlockingStub;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.call.CallOutcome;
import io.agentfleet.tools.catalog.Endpoint;
import io.agentfleet.tools.catalog.RegisteredTool;
import io.agentfleet.tools.catalog.ToolCatalog;
import io.agentfleet.tools.catalog.ToolDefinition;
import io.agentfleet.tools.gateway.ToolEndpoint;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.quarkus.opentelemetry.runtime.tracing.instrumentation.grpc.GrpcTracingClientInterceptor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Calls tool endpoints over gRPC; one channel per endpoint, kept while a tool is there. The tool is
 * told its time limit and has a little longer to say that it was reached, so that a slow call (its
 * caller's fault) can be told from a tool that is gone.
 */
@Singleton
public class GrpcToolEndpoint implements ToolEndpoint, AutoCloseable {

    private static final Duration GRACE = Duration.ofMillis(500);
    private static final int LARGEST_ANSWER = 16 * 1024 * 1024;

    private static final Duration IDLE = Duration.ofMinutes(5);

    private final Map<Endpoint, ManagedChannel> channels = new ConcurrentHashMap<>();
    private final GrpcChannels connections;
    private final ToolCatalog catalog;
    private final ServiceToken token;
    private final ClientInterceptor[] interceptors;

    @Inject
    GrpcToolEndpoint(
            GrpcChannels connections,
            ToolCatalog catalog,
            GrpcTracingClientInterceptor trace,
            ServiceToken token) {
        this(connections, catalog, token, new ClientInterceptor[] {trace});
    }

    /**
     * @param connections how endpoints are reached
     * @param token shown where a service of the fleet is, and nowhere else
     * @param interceptors around every call, such as one that carries the trace on
     */
    public GrpcToolEndpoint(
            GrpcChannels connections,
            ToolCatalog catalog,
            ServiceToken token,
            ClientInterceptor... interceptors) {
        this.token = token;
        this.connections = connections;
        this.catalog = catalog;
        this.interceptors = interceptors.clone();
    }

    @Override
    public CallOutcome execute(Call call) throws Failure {
        ToolDefinition tool = call.known().definition();
        ExecuteToolRequest request =
                ExecuteToolRequest.newBuilder()
                        .setTool(tool.name().value())
                        .setVersion(tool.version().toString())
                        .setArguments(call.arguments().text())
                        .setContext(CallContexts.of(call.caller()))
                        .setTimeoutMs((int) tool.timeout().toMillis())
                        .build();
        try {
            long limit = tool.timeout().plus(GRACE).toMillis();
            ExecuteToolResponse response =
                    stub(call.known())
                            .withDeadlineAfter(limit, TimeUnit.MILLISECONDS)
                            .execute(request);
            return outcome(tool, response);
        } catch (StatusRuntimeException e) {
            throw failure(tool, e);
        }
    }

    /** A stranger's endpoint is called without a token: whoever has one may use it elsewhere. */
    private ToolEndpointBlockingStub stub(RegisteredTool tool) {
        ToolEndpointBlockingStub stub =
                ToolEndpointGrpc.newBlockingStub(channel(tool.definition().endpoint()));
        return tool.ownership().isOfTheFleet() ? stub.withInterceptors(token) : stub;
    }

    private ManagedChannel channel(Endpoint endpoint) {
        ManagedChannel known = channels.get(endpoint);
        if (known != null) {
            return known;
        }
        dropAllBut(endpoint);
        return channels.computeIfAbsent(
                endpoint,
                at ->
                        connections
                                .to(at.host(), at.port())
                                .intercept(interceptors)
                                .maxInboundMessageSize(LARGEST_ANSWER)
                                .idleTimeout(IDLE.toMillis(), TimeUnit.MILLISECONDS)
                                .build());
    }

    /** A tool has moved here: where no tool is any more, calls at work end and none begins. */
    private void dropAllBut(Endpoint asked) {
        Set<Endpoint> inUse = new HashSet<>(Set.of(asked));
        catalog.all().forEach(tool -> inUse.add(tool.definition().endpoint()));
        channels.forEach((endpoint, channel) -> {
            if (!inUse.contains(endpoint) && channels.remove(endpoint, channel)) {
                channel.shutdown();
            }
        });
    }

    private static CallOutcome outcome(ToolDefinition tool, ExecuteToolResponse response)
            throws Failure {
        return switch (response.getOutcome()) {
            case "succeeded" ->
                    new CallOutcome.Succeeded(
                            response.getContent(),
                            response.getFilesList().stream().map(GrpcToolEndpoint::file).toList());
            case "rejected" -> new CallOutcome.Rejected(code(response), response.getError());
            case "failed" -> failed(response);
            default ->
                    throw new Failure(
                            ErrorCode.TOOL_FAILED,
                            "'%s' answered with outcome '%s', which is none of succeeded, rejected, failed: do without it, and tell its owner"
                                    .formatted(tool.name(), response.getOutcome()));
        };
    }

    private static CallOutcome failed(ExecuteToolResponse response) throws Failure {
        ErrorCode code = code(response);
        if (code == ErrorCode.TOOL_UNAVAILABLE) {
            throw Failure.before(code, response.getError());
        }
        if (code.kind() == ErrorCode.Kind.INTERNAL) {
            throw new Failure(code, response.getError());
        }
        return new CallOutcome.Failed(code, response.getError());
    }

    private static ErrorCode code(ExecuteToolResponse response) {
        return response.getErrorCode().isEmpty()
                ? ErrorCode.TOOL_FAILED
                : ErrorCode.ofWire(response.getErrorCode());
    }

    private static CallOutcome.ProducedFile file(io.agentfleet.proto.tools.v1.ProducedFile file) {
        return new CallOutcome.ProducedFile(
                file.getName(), file.getMediaType(), file.getUri(), file.getSizeBytes());
    }

    private static Failure failure(ToolDefinition tool, StatusRuntimeException e) {
        return switch (e.getStatus().getCode()) {
            case DEADLINE_EXCEEDED ->
                    new Failure(
                            ErrorCode.TOOL_TIMEOUT,
                            "'%s' did not answer within %d ms: ask for less, again later if the machine is busy, or do without it"
                                    .formatted(tool.name(), tool.timeout().toMillis()));
            case RESOURCE_EXHAUSTED ->
                    new Failure(
                            ErrorCode.TOOL_FAILED,
                            "the answer of '%s' is too large to be carried: ask for less"
                                    .formatted(tool.name()));
            case UNAVAILABLE -> unavailable(tool, e);
            case UNKNOWN, INTERNAL -> brokeOff(e) ? unavailable(tool, e) : broken(tool, e);
            default -> broken(tool, e);
        };
    }

    private static Failure broken(ToolDefinition tool, StatusRuntimeException e) {
        return new Failure(
                ErrorCode.TOOL_FAILED,
                "'%s' at %s answered %s: do without it, and tell its owner"
                        .formatted(tool.name(), tool.endpoint(), e.getStatus()));
    }

    /** The connection broke under the call; a tool that threw answers UNKNOWN too. */
    private static boolean brokeOff(StatusRuntimeException e) {
        boolean endedByHttp2 =
                String.valueOf(e.getStatus().getDescription()).contains("HTTP/2 error code");
        return endedByHttp2
                || Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                        .anyMatch(IOException.class::isInstance);
    }

    private static Failure unavailable(ToolDefinition tool, StatusRuntimeException e) {
        String reason =
                "'%s' cannot be reached at %s: try again later, or do without it"
                        .formatted(tool.name(), tool.endpoint());
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return Failure.before(ErrorCode.TOOL_UNAVAILABLE, reason);
            }
        }
        return new Failure(ErrorCode.TOOL_UNAVAILABLE, reason);
    }

    @Override
    @PreDestroy
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }
}
