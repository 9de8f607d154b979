package io.agentfleet.executor.rpc;

import io.agentfleet.access.client.GrpcChannels;
import io.agentfleet.access.client.ServiceToken;
import io.agentfleet.executor.sandbox.ToolDescriptor;
import io.agentfleet.proto.tools.v1.RegisterToolRequest;
import io.agentfleet.proto.tools.v1.ToolRegistryGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the registry which tools there are: until it answers, then again and again, so that a
 * registry that lost them gets them back.
 *
 * <p>Lifecycle: one virtual thread from start to shutdown.
 */
@Singleton
public final class RegistrationClient {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationClient.class);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(5);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);

    private final InstalledTools catalog;
    private final ExecutorConfig config;
    private final GrpcChannels channels;
    private final ServiceToken token;
    private volatile String problem = "the registry has not answered yet";
    private volatile @Nullable Thread thread;

    public RegistrationClient(
            InstalledTools catalog,
            ExecutorConfig config,
            GrpcChannels channels,
            ServiceToken token) {
        this.channels = channels;
        this.catalog = catalog;
        this.config = config;
        this.token = token;
    }

    /** Why the tools are not registered; empty if they are. */
    public String problem() {
        return problem;
    }

    void start(@Observes StartupEvent started) {
        thread = Thread.ofVirtual().name("registration").start(this::keepRegistered);
    }

    void stop(@Observes ShutdownEvent stopping) {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void keepRegistered() {
        ManagedChannel channel = channels.to(config.registry().address()).intercept(token).build();
        Duration backoff = FIRST_BACKOFF;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                boolean registered = register(channel);
                Duration pause = registered ? config.registry().repeat() : backoff;
                backoff = registered ? FIRST_BACKOFF : longer(backoff);
                Thread.sleep(pause);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            channel.shutdownNow();
        }
    }

    private boolean register(ManagedChannel channel) {
        String refused = "";
        try {
            for (ToolDescriptor definition : catalog.definitions()) {
                refused += register(channel, definition);
            }
        } catch (StatusRuntimeException unreachable) {
            return ended(
                    "the registry at %s does not answer (%s): start it, or set TOOL_REGISTRY_ADDRESS"
                            .formatted(
                                    config.registry().address(),
                                    unreachable.getStatus().getCode()));
        }
        return ended(refused);
    }

    private boolean ended(String outcome) {
        if (!outcome.equals(problem)) {
            if (outcome.isEmpty()) {
                LOG.info("tools_registered count={}", catalog.definitions().size());
            } else {
                LOG.warn("tools_not_registered reason={}", outcome);
            }
        }
        problem = outcome;
        return outcome.isEmpty();
    }

    /** Empty, or what the registry finds wrong with the definition. */
    private String register(ManagedChannel channel, ToolDescriptor definition) {
        try {
            ToolRegistryGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .register(
                            RegisterToolRequest.newBuilder()
                                    .setDefinition(
                                            ToolEndpointMessages.message(
                                                    definition, config.address()))
                                    .build());
            return "";
        } catch (StatusRuntimeException refused) {
            if (refused.getStatus().getCode() != Status.Code.INVALID_ARGUMENT) {
                throw refused;
            }
            return "the registry refuses %s: %s. "
                    .formatted(definition.name(), refused.getStatus().getDescription());
        }
    }

    private Duration longer(Duration backoff) {
        Duration twice = backoff.multipliedBy(2);
        Duration longest = config.registry().longestBackoff();
        return twice.compareTo(longest) > 0 ? longest : twice;
    }
}
