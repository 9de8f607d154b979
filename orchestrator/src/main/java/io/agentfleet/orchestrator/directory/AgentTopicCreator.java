package io.agentfleet.orchestrator.directory;

import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.Topics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates an agent's topics before work is sent to it: a record for a topic that does not exist
 * would delay every other session of its partition.
 */
final class AgentTopicCreator {

    private static final int TIMEOUT_SECONDS = 10;

    private final KafkaClientSettings kafka;
    private final Set<AgentName> created = ConcurrentHashMap.newKeySet();

    AgentTopicCreator(KafkaClientSettings kafka) {
        this.kafka = kafka;
    }

    /** Creates what is missing, with as many partitions as the orchestrator's own topic has. */
    void ensure(AgentName agent) {
        if (created.contains(agent)) {
            return;
        }
        try (Admin admin = Admin.create(kafka.alone())) {
            int partitions = partitions(admin);
            create(admin, Topics.tasks(agent), partitions);
            create(admin, Topics.deadLetters(Topics.tasks(agent)), partitions);
            created.add(agent);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "the topics of agent '%s' could not be created (%s): create them, or give this service the right to"
                            .formatted(agent, e.getMessage()),
                    e);
        }
    }

    private static int partitions(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        String own = Topics.tasks(AgentName.ORCHESTRATOR);
        return admin.describeTopics(List.of(own))
                .allTopicNames()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
    }

    private static void create(Admin admin, String topic, int partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty());
        try {
            var ignored =
                    admin.createTopics(List.of(wanted))
                            .all()
                            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
