package io.agentfleet.localfleet.provisioning;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that are not there yet; never changes one that is. */
public record TopicProvisioner(KafkaClientSettings kafka) {

    private static final int TIMEOUT_SECONDS = 30;
    private static final short ONE_COPY = 1;

    /** Returns the names of those it made. */
    public List<String> apply(TopicList contracts) {
        try (Admin admin = Admin.create(kafka.alone())) {
            Set<String> there = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = new ArrayList<>();
            for (String topic : contracts.logs()) {
                if (!there.contains(topic)) {
                    missing.add(new NewTopic(topic, TopicList.PARTITIONS, ONE_COPY));
                }
            }
            for (String topic : contracts.compacted()) {
                if (!there.contains(topic)) {
                    missing.add(
                            new NewTopic(topic, TopicList.PARTITIONS, ONE_COPY)
                                    .configs(TopicList.cleanup(topic)));
                }
            }
            create(admin, missing);
            return missing.stream().map(NewTopic::name).toList();
        } catch (ExecutionException | TimeoutException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(e);
        }
    }

    /** Makes a compacted topic if it is not there; with as many copies as the brokers like. */
    public void require(String compacted) {
        try (Admin admin = Admin.create(kafka.alone())) {
            if (!admin.listTopics()
                    .names()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .contains(compacted)) {
                NewTopic topic =
                        new NewTopic(
                                compacted, Optional.of(TopicList.PARTITIONS), Optional.empty());
                create(admin, List.of(topic.configs(TopicList.cleanup(compacted))));
            }
        } catch (ExecutionException | TimeoutException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(e);
        }
    }

    private static void create(Admin admin, List<NewTopic> missing)
            throws ExecutionException, InterruptedException, TimeoutException {
        for (var created : admin.createTopics(missing).values().values()) {
            try {
                created.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private CommandException failure(Exception e) {
        return new CommandException(
                ExitCode.NOT_STARTED,
                "topics cannot be made on %s: %s. See './fleet logs kafka'."
                        .formatted(kafka.servers(), e.getMessage()),
                e);
    }
}
