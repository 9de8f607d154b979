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
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
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
    private volatile Report report = new Report("the registry has not answered yet", Map.of());
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

    /**
     * What the registry last said.
     *
     * @param problem why it could not be asked; empty if it could
     * @param refused by name of tool, what it says against the tool
     */
    public record Report(String problem, Map<String, String> refused) {
        public Report {
            refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
        }
    }

    /** What the registry last said. */
    public Report report() {
        return report;
    }

    /** True if the registry has taken at least one tool. */
    public boolean isRegistered() {
        Report last = report;
        return last.problem().isEmpty() && last.refused().size() < catalog.definitions().size();
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
                note(register(channel));
                boolean registered = isRegistered();
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

    /** Offers every tool; one that is refused does not stop the others. */
    private Report register(ManagedChannel channel) {
        Map<String, String> refused = new TreeMap<>();
        for (ToolDescriptor definition : catalog.definitions()) {
            try {
                register(channel, definition);
            } catch (StatusRuntimeException e) {
                if (isAway(e.getStatus())) {
                    return new Report(away(e.getStatus()), refused);
                }
                refused.put(definition.name(), words(e.getStatus()));
            }
        }
        return new Report("", refused);
    }

    private void register(ManagedChannel channel, ToolDescriptor definition) {
        var _ =
                ToolRegistryGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                        .register(
                                RegisterToolRequest.newBuilder()
                                        .setDefinition(
                                                ToolEndpointMessages.message(
                                                        definition, config.address()))
                                        .build());
    }

    /** It said nothing about the tool: it is not there, not ready, or overloaded. */
    private static boolean isAway(Status status) {
        return switch (status.getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNKNOWN, INTERNAL, CANCELLED ->
                    true;
            default -> false;
        };
    }

    private String away(Status status) {
        return "the registry at %s does not serve (%s): start it, or set TOOL_REGISTRY_ADDRESS"
                .formatted(config.registry().address(), words(status));
    }

    private static String words(Status status) {
        String description = status.getDescription();
        return description == null ? status.getCode().name() : description;
    }

    private void note(Report next) {
        Report last = report;
        report = next;
        if (next.equals(last)) {
            return;
        }
        if (!next.problem().isEmpty()) {
            LOG.warn("tools_not_registered reason={}", next.problem());
            return;
        }
        next.refused()
                .forEach((tool, reason) -> {
                    if (!reason.equals(last.refused().get(tool))) {
                        LOG.error("tool_refused tool={} reason={}", tool, reason);
                    }
                });
        LOG.info("tools_registered count={}", catalog.definitions().size() - next.refused().size());
    }

    private Duration longer(Duration backoff) {
        Duration twice = backoff.multipliedBy(2);
        Duration longest = config.registry().longestBackoff();
        return twice.compareTo(longest) > 0 ? longest : twice;
    }
}
