package io.agentfleet.agent.tool.grpc;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.access.client.GrpcChannels;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.agent.tool.ToolInvocation;
import io.agentfleet.proto.tools.v1.InvokeToolRequest;
import io.agentfleet.proto.tools.v1.ListToolsRequest;
import io.agentfleet.proto.tools.v1.ToolRegistryGrpc;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.ToolOutcome;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Tools through the registry's gRPC service. Every call has a deadline. A call is repeated only
 * while the registry itself is away or cannot work yet: the call's idempotency key is the same each
 * time, so the registry knows one that it has already passed on.
 */
public final class GrpcToolGateway implements ToolGateway, AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int LARGEST_ANSWER = 32 * 1024 * 1024;

    /** A tenant's tools are shown in its own tasks alone. */
    private record For(AgentName agent, String tenant) {}

    private record Listed(List<ToolSpecification> tools, long atNanos) {

        List<ToolSpecification> of(Set<String> wanted) {
            return tools.stream().filter(tool -> wanted.contains(tool.name())).toList();
        }

        boolean isFresh(Duration listFor) {
            return System.nanoTime() - atNanos < listFor.toNanos();
        }
    }

    private final String address;
    private final ManagedChannel channel;
    private final ToolCallMessages messages;
    private final Duration deadline;
    private final Duration listFor;
    private final TypedGuard<ToolOutcome> whileAway;
    private final Map<For, Listed> listed = new ConcurrentHashMap<>();

    /**
     * @param channels how it is reached
     * @param address host:port of the registry
     * @param deadline longest wait for one call
     * @param listFor how long a list of tools is believed; one that lacks a tool is asked for anew
     * @param interceptors around every call, such as one that carries the trace on
     */
    public GrpcToolGateway(
            GrpcChannels channels,
            String address,
            ObjectMapper json,
            Duration deadline,
            Duration listFor,
            ClientInterceptor... interceptors) {
        this.address = address;
        this.channel =
                channels.to(address)
                        .intercept(interceptors)
                        .maxInboundMessageSize(LARGEST_ANSWER)
                        .build();
        this.messages = new ToolCallMessages(json);
        this.deadline = deadline;
        this.listFor = listFor;
        this.whileAway =
                TypedGuard.create(ToolOutcome.class)
                        .withRetry()
                        .maxRetries(-1)
                        .maxDuration(deadline.toMillis(), ChronoUnit.MILLIS)
                        .delay(
                                Math.min(PAUSE.toMillis(), deadline.toMillis() / 2),
                                ChronoUnit.MILLIS)
                        .jitter(0, ChronoUnit.MILLIS)
                        .retryOn(Away.class)
                        .done()
                        .build();
    }

    @Override
    public List<ToolSpecification> toolsFor(AgentName agent, String tenant, Set<String> wanted) {
        For asked = new For(agent, tenant);
        Listed known = listed.get(asked);
        if (known != null && known.isFresh(listFor) && known.of(wanted).size() == wanted.size()) {
            return known.of(wanted);
        }
        try {
            List<ToolSpecification> tools =
                    messages.specifications(
                            registry()
                                    .listTools(
                                            ListToolsRequest.newBuilder()
                                                    .setAgent(agent.value())
                                                    .setTenant(tenant)
                                                    .build()));
            Listed now = new Listed(tools, System.nanoTime());
            listed.values().removeIf(old -> !old.isFresh(listFor));
            listed.put(asked, now);
            return now.of(wanted);
        } catch (StatusRuntimeException e) {
            throw new FleetException(ErrorCode.TOOL_UNAVAILABLE, unavailable(e), e);
        }
    }

    @Override
    public ToolOutcome invoke(ToolInvocation invocation) {
        InvokeToolRequest request = messages.request(invocation);
        try {
            return whileAway.call(() -> once(invocation, request));
        } catch (Away e) {
            return e.outcome;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a call of the registry throws nothing else", e);
        }
    }

    private ToolOutcome once(ToolInvocation invocation, InvokeToolRequest request) throws Away {
        try {
            ToolOutcome outcome = messages.outcome(registry().invokeTool(request));
            if (isAway(outcome)) {
                throw new Away(outcome);
            }
            return outcome;
        } catch (StatusRuntimeException e) {
            ToolOutcome outcome = unanswered(invocation, e);
            if (isAway(e.getStatus())) {
                throw new Away(outcome);
            }
            return outcome;
        }
    }

    /**
     * The registry is away: the call is repeated, and this is its outcome if that does not help.
     */
    private static final class Away extends Exception {

        private final transient ToolOutcome outcome;

        Away(ToolOutcome outcome) {
            this.outcome = outcome;
        }
    }

    /** It cannot be reached, or the connection broke under the call: it never answers UNKNOWN. */
    private static boolean isAway(Status status) {
        return status.getCode() == Status.Code.UNAVAILABLE
                || status.getCode() == Status.Code.UNKNOWN;
    }

    /** The registry answers, but cannot work yet: it has just started, or misses its Redis. */
    private static boolean isAway(ToolOutcome outcome) {
        return outcome instanceof ToolOutcome.Rejected(ErrorCode code, String _)
                && code == ErrorCode.UNAVAILABLE;
    }

    private ToolOutcome unanswered(ToolInvocation invocation, StatusRuntimeException e) {
        return switch (e.getStatus().getCode()) {
            case DEADLINE_EXCEEDED ->
                    new ToolOutcome.Failed(
                            ErrorCode.TOOL_TIMEOUT,
                            "%s did not answer within %d s"
                                    .formatted(invocation.call().tool(), deadline.toSeconds()));
            case CANCELLED -> throw interrupted(e);
            default -> new ToolOutcome.Failed(ErrorCode.TOOL_UNAVAILABLE, unavailable(e));
        };
    }

    private static FleetException interrupted(Exception cause) {
        return new FleetException(
                ErrorCode.CANCELLED, "Interrupted while a tool was at work", cause);
    }

    private ToolRegistryGrpc.ToolRegistryBlockingStub registry() {
        return ToolRegistryGrpc.newBlockingStub(channel)
                .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    private String unavailable(StatusRuntimeException e) {
        return "The tool registry at %s does not serve (%s): check that it runs and TOOL_REGISTRY_ADDRESS"
                .formatted(address, e.getStatus().getCode());
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
