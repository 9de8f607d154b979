package io.agentfleet.system;

import io.agentfleet.messaging.kafka.KafkaClientSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Clients of the Kafka of a fleet with access, each as one of its users or as somebody it does not
 * know.
 *
 * @param home the fleet's home, with the users' files
 */
record FleetKafkaClients(Path home, String servers) {

    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    /** The name of the refusal; empty if it was done. */
    String refused(String user, String what) {
        String[] words = what.split(" ", 3);
        String name = words[2];
        try {
            switch (words[0] + " " + words[1]) {
                case "write topic" -> write(user, name);
                case "read topic" -> read(user, name);
                case "join group" -> join(user, name);
                case "begin transactions" -> begin(user, name);
                case "make topic" -> make(user, name);
                case "grant topic" -> grant(user, name);
                default -> throw new IllegalArgumentException(what);
            }
            return "";
        } catch (KafkaException e) {
            return e.getClass().getSimpleName();
        }
    }

    void write(String user, String topic) {
        try (var producer =
                new KafkaProducer<>(
                        settings(user, "max.block.ms"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            done(producer.send(new ProducerRecord<>(topic, new byte[] {1}, new byte[] {1})));
        }
    }

    private void read(String user, String topic) {
        try (var consumer = consumer(user, Map.of())) {
            List<TopicPartition> all =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            consumer.poll(Duration.ofSeconds(1));
        }
    }

    /** With a topic that it may read, where there is one: the group is what is asked for. */
    private void join(String user, String group) {
        try (var consumer = consumer(user, Map.of("group.id", group))) {
            consumer.subscribe(List.of("agent.control"));
            Instant end = Instant.now().plus(TIMEOUT);
            while (consumer.assignment().isEmpty() && Instant.now().isBefore(end)) {
                consumer.poll(Duration.ofMillis(200));
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String user, Map<String, String> more) {
        Map<String, Object> settings = settings(user, "default.api.timeout.ms");
        settings.putAll(more);
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void begin(String user, String id) {
        Map<String, Object> settings = settings(user, "max.block.ms");
        settings.put("transactional.id", id);
        try (var producer =
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
        }
    }

    private void make(String user, String topic) {
        try (Admin admin = Admin.create(settings(user, "default.api.timeout.ms"))) {
            NewTopic wanted = new NewTopic(topic, Optional.empty(), Optional.empty());
            done(
                    admin.createTopics(List.of(wanted))
                            .all()
                            .toCompletionStage()
                            .toCompletableFuture());
        }
    }

    private void grant(String user, String topic) {
        AclBinding all =
                new AclBinding(
                        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                        new AccessControlEntry(
                                "User:" + user, "*", AclOperation.ALL, AclPermissionType.ALLOW));
        try (Admin admin = Admin.create(settings(user, "default.api.timeout.ms"))) {
            done(admin.createAcls(List.of(all)).all().toCompletionStage().toCompletableFuture());
        }
    }

    private static void done(java.util.concurrent.Future<?> future) {
        try {
            var ignored = future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException refusal
                    ? refusal
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** How this user reaches Kafka, with as much patience as refusals need. */
    private Map<String, Object> settings(String user, String timeout) {
        try {
            return access(user)
                    .with(
                            Map.of(
                                    "request.timeout.ms",
                                    "4000",
                                    "allow.auto.create.topics",
                                    "false",
                                    timeout,
                                    Long.toString(TIMEOUT.toMillis())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KafkaClientSettings access(String user) throws IOException {
        Path known = home.resolve("kafka/agent-search.properties");
        return switch (user) {
            case "without-a-name" -> KafkaClientSettings.at(servers);
            case "nobody" -> changed(known, "username=\"[^\"]+\"", "username=\"nobody\"");
            case "wrong-password" -> changed(known, "password=\"[^\"]+\"", "password=\"wrong\"");
            default ->
                    KafkaClientSettings.at(servers, home.resolve("kafka/" + user + ".properties"));
        };
    }

    private KafkaClientSettings changed(Path known, String from, String to) throws IOException {
        Path other = Files.createTempFile(home, "stranger", ".properties");
        Files.writeString(other, Files.readString(known).replaceAll(from, to));
        return KafkaClientSettings.at(servers, other);
    }
}
