package io.agentfleet.agent.listener.kafka;

import io.agentfleet.messaging.kafka.KafkaClientSettings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * An orderly stop gives the partitions away at once. A member with a name of its own says nothing
 * when it closes, so that a process that is killed and started again finds its partitions: others
 * would wait for them until its session times out.
 */
@ApplicationScoped
class GroupLeave {

    private static final Logger LOG = Logger.getLogger(GroupLeave.class);
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final KafkaClientSettings kafka;
    private final String group;
    private final Optional<String> instance;

    GroupLeave(
            KafkaClientSettings kafka,
            @ConfigProperty(name = "mp.messaging.incoming.agent-tasks.group.id") String group,
            @ConfigProperty(name = "FLEET_INSTANCE") Optional<String> instance) {
        this.kafka = kafka;
        this.group = group;
        this.instance = instance.filter(name -> !name.isBlank());
    }

    /** After the channels have closed their consumers. */
    void leave(
            @Observes
                    @Priority(Interceptor.Priority.LIBRARY_AFTER)
                    @BeforeDestroyed(ApplicationScoped.class)
                    Object stopped) {
        instance.ifPresent(this::leave);
    }

    private void leave(String name) {
        Map<String, Object> config =
                kafka.with(
                        Map.of(
                                "default.api.timeout.ms",
                                (int) LONGEST.toMillis(),
                                "request.timeout.ms",
                                (int) LONGEST.toMillis()));
        Collection<MemberToRemove> self = List.of(new MemberToRemove(name));
        try (Admin admin = Admin.create(config)) {
            admin.removeMembersFromConsumerGroup(
                            group, new RemoveMembersFromConsumerGroupOptions(self))
                    .all()
                    .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debugf("consumer_group_left group=%s", group);
        } catch (ExecutionException | TimeoutException e) {
            LOG.infof("consumer_group_leave_failed group=%s reason=%s", group, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
