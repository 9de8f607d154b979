package io.agentfleet.orchestrator.records;

import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics that the flow consumes. */
public final class InputTopics {

    public static final List<String> NAMES =
            List.of(Inbox.TASKS, Topics.RESULTS, Topics.CONTROL, Topics.PROGRESS);

    private InputTopics() {}

    /**
     * Their number of partitions; 0 if one of them is not there yet.
     *
     * @throws IllegalStateException if they differ: a session's records would not meet
     */
    public static int partitions(KafkaClientSettings kafka) {
        try (Admin admin = Admin.create(kafka.alone())) {
            Map<String, TopicDescription> found = admin.describeTopics(NAMES).allTopicNames().get();
            Set<Integer> counts =
                    found.values().stream()
                            .map(topic -> topic.partitions().size())
                            .collect(Collectors.toSet());
            if (counts.size() != 1) {
                throw new IllegalStateException(
                        "topics %s have %s partitions: give all of them the same number"
                                .formatted(NAMES, counts));
            }
            return counts.iterator().next();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw new IllegalStateException(
                    "Kafka at %s did not describe %s: %s"
                            .formatted(kafka.servers(), NAMES, e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
