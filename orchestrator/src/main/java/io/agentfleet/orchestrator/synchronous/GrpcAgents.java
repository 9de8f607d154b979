package io.agentfleet.orchestrator.synchronous;

import io.agentfleet.access.client.GrpcChannels;
import io.agentfleet.orchestrator.directory.AgentDirectory;
import io.agentfleet.orchestrator.session.NodeResult;
import io.agentfleet.proto.agents.v1.AgentServiceGrpc;
import io.agentfleet.proto.agents.v1.StepEvent;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.taskapi.grpc.TaskMessages;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.task.Task;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Agents behind {@code StreamSteps}, at the addresses of the directory. A second attempt goes to
 * another instance if one is known. Nothing is retried here.
 */
final class GrpcAgents implements NodeCalls {

    private static final int LARGEST_ANSWER = 16 * 1024 * 1024;
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final GrpcChannels connections;
    private final AgentDirectory directory;
    private final InstantSource clock;
    private final ClientInterceptor[] interceptors;
    private final Map<String, ManagedChannel> channels = new ConcurrentHashMap<>();

    /**
     * @param connections how agents are reached
     * @param interceptors around every call, such as one that carries the trace on
     */
    GrpcAgents(
            GrpcChannels connections,
            AgentDirectory directory,
            InstantSource clock,
            ClientInterceptor... interceptors) {
        this.connections = connections;
        this.interceptors = interceptors.clone();
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public NodeResult call(Task task, Consumer<TaskEvent.Stepped> steps) {
        List<String> addresses =
                directory.find(task.agent()).map(entry -> entry.addresses()).orElse(List.of());
        if (addresses.isEmpty()) {
            return NodeResultMessages.failed(
                    task,
                    ErrorCode.UNKNOWN_AGENT,
                    "agent '%s' is not known: use one of %s"
                            .formatted(task.agent(), directory.names()));
        }
        String address = addresses.get((task.attempt() - 1) % addresses.size());
        try {
            return read(task, stream(task, address), steps);
        } catch (StatusRuntimeException e) {
            return NodeResultMessages.failed(task, code(e.getStatus()), message(task, address, e));
        }
    }

    private Iterator<StepEvent> stream(Task task, String address) {
        Instant now = clock.instant();
        Instant deadline = task.limits().deadline().orElse(now.plus(TIMEOUT));
        return AgentServiceGrpc.newBlockingStub(channel(address))
                .withDeadlineAfter(
                        Math.max(1, Duration.between(now, deadline).toMillis()),
                        TimeUnit.MILLISECONDS)
                .streamSteps(TaskMessages.request(task));
    }

    private ManagedChannel channel(String address) {
        return channels.computeIfAbsent(
                address,
                target ->
                        connections
                                .to(target)
                                .intercept(interceptors)
                                .maxInboundMessageSize(LARGEST_ANSWER)
                                .build());
    }

    private NodeResult read(
            Task task, Iterator<StepEvent> events, Consumer<TaskEvent.Stepped> steps) {
        Optional<NodeResult> result = Optional.empty();
        while (events.hasNext()) {
            StepEvent event = events.next();
            if (event.hasResult()) {
                result = Optional.of(NodeResultMessages.result(task, event.getResult()));
            } else {
                steps.accept(NodeResultMessages.step(task, event, clock.instant()));
            }
        }
        return result.orElseGet(() ->
                NodeResultMessages.failed(
                        task,
                        ErrorCode.AGENT_UNAVAILABLE,
                        "agent '%s' ended its stream without a result".formatted(task.agent())));
    }

    private static ErrorCode code(Status status) {
        return switch (status.getCode()) {
            case UNAVAILABLE, UNKNOWN, CANCELLED ->
                    ErrorCode.AGENT_UNAVAILABLE; // it broke the call off
            case DEADLINE_EXCEEDED -> ErrorCode.DEADLINE_EXCEEDED;
            case INVALID_ARGUMENT -> ErrorCode.INVALID_ARGUMENT;
            case RESOURCE_EXHAUSTED -> ErrorCode.UNAVAILABLE;
            default -> ErrorCode.INTERNAL;
        };
    }

    private static String message(Task task, String address, StatusRuntimeException e) {
        String description = e.getStatus().getDescription();
        return "agent '%s' at %s answered %s%s"
                .formatted(
                        task.agent(),
                        address,
                        e.getStatus().getCode(),
                        description == null ? "" : ": " + description);
    }

    @Override
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }
}
