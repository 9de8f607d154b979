package io.agentfleet.agent.tool.grpc;

import io.agentfleet.access.client.GrpcChannels;
import io.agentfleet.access.token.BearerToken;
import io.agentfleet.proto.tools.v1.GrantTaskRequest;
import io.agentfleet.proto.tools.v1.ToolRegistryGrpc;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Asks the registry for the grant of a task that a person handed to this agent itself. Nothing is
 * retried here: the person's client asks again. Blocking, safe for many threads.
 */
public final class TaskGrantClient implements AutoCloseable {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private final String address;
    private final ManagedChannel channel;

    /**
     * @param channels how the registry is reached
     * @param address its host:port
     * @param interceptors around every call, such as one that shows this service's own token
     */
    public TaskGrantClient(
            GrpcChannels channels, String address, ClientInterceptor... interceptors) {
        this.address = address;
        this.channel = channels.to(address).intercept(interceptors).build();
    }

    /**
     * The grant; empty if the registry asks for none.
     *
     * @param person what shows whose task it is
     * @throws FleetException PERMISSION_DENIED if the person's token does not allow the task,
     *     UNAVAILABLE if the registry does not answer
     */
    public String grant(AgentName agent, TaskId task, BearerToken person) {
        GrantTaskRequest request =
                GrantTaskRequest.newBuilder()
                        .setAgent(agent.value())
                        .setTaskId(task.value())
                        .setPersonToken(person.value())
                        .build();
        try {
            return ToolRegistryGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .grantTask(request)
                    .getGrant();
        } catch (StatusRuntimeException e) {
            throw refusal(e);
        }
    }

    private FleetException refusal(StatusRuntimeException e) {
        Status status = e.getStatus();
        return status.getCode() == Status.Code.PERMISSION_DENIED
                ? new FleetException(
                        ErrorCode.PERMISSION_DENIED,
                        "The tool registry gives no grant for this task: %s"
                                .formatted(status.getDescription()),
                        e)
                : new FleetException(
                        ErrorCode.UNAVAILABLE,
                        "The tool registry at %s gave no grant for this task (%s): send it again when the registry's /ready answers 200"
                                .formatted(address, status.getCode()),
                        e);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
