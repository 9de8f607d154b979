package io.agentfleet.cli.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * All dead letters of a Kafka, read from the log itself. Holds all resolutions in memory, but only
 * the dead letters that are being printed. Not for several threads.
 */
public final class DeadLetterReader implements AutoCloseable {

    private final KafkaClientSettings kafka;
    private final PartitionReader log;

    /**
     * @throws CommandException if the address cannot be used
     */
    public DeadLetterReader(KafkaClientSettings kafka) {
        this.kafka = kafka;
        try {
            this.log = new PartitionReader(kafka);
        } catch (KafkaException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "'%s' is no address of a Kafka: write HOST:PORT, with a host that can be found"
                            .formatted(kafka),
                    e);
        }
    }

    /** The dead letters at one moment; later ones are not included. */
    public record Found(List<PartitionReader.OffsetRange> ranges) {
        public Found {
            ranges = List.copyOf(ranges);
        }
    }

    /**
     * What is selected, as it lies there now.
     *
     * @throws CommandException if a named dead letter or topic does not exist
     */
    public Found find(DeadLetterSelection selection) {
        return switch (selection) {
            case DeadLetterSelection.All() -> new Found(asked(() -> log.now(deadLetterTopics())));
            case DeadLetterSelection.OfTopic one -> new Found(asked(() -> log.now(known(one))));
            case DeadLetterSelection.Named(List<DeadLetterId> ids) ->
                    new Found(
                            ids.stream()
                                    .peek(this::get)
                                    .map(id ->
                                            new PartitionReader.OffsetRange(
                                                    id.place(), id.offset(), id.offset() + 1))
                                    .toList());
        };
    }

    /** Passes on what was found, by topic, partition and age, with its resolution. */
    public void read(Found found, BiConsumer<DeadLetter, Optional<Resolution>> consumer) {
        Map<DeadLetterId, Resolution> resolved = resolved();
        each(
                found.ranges(),
                record -> {
                    DeadLetter deadLetter = new DeadLetter(record);
                    consumer.accept(deadLetter, Optional.ofNullable(resolved.get(deadLetter.id())));
                });
    }

    /** Resolutions by dead letter id; the first one counts. */
    public Map<DeadLetterId, Resolution> resolved() {
        Map<DeadLetterId, Resolution> resolved = new HashMap<>();
        each(
                asked(() -> log.now(List.of(Topics.SETTLED_LETTERS))),
                record -> note(record, resolved));
        return resolved;
    }

    /** The dead letter with this id. */
    public DeadLetter get(DeadLetterId id) {
        List<DeadLetter> deadLetters = new ArrayList<>();
        if (asked(() -> log.now(List.of(id.topic()))).stream().anyMatch(all -> all.holds(id))) {
            each(
                    List.of(
                            new PartitionReader.OffsetRange(
                                    id.place(), id.offset(), id.offset() + 1)),
                    record -> deadLetters.add(new DeadLetter(record)));
        }
        if (deadLetters.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "there is no dead letter %s at %s (it may be older than its topic keeps records): './fleet dlq list --all' shows those there are"
                            .formatted(id, kafka));
        }
        return deadLetters.getFirst();
    }

    /** True if a topic is there. */
    boolean has(String topic) {
        return asked(log::topics).contains(topic);
    }

    KafkaClientSettings kafka() {
        return kafka;
    }

    @Override
    public void close() {
        log.close();
    }

    private List<String> deadLetterTopics() {
        return log.topics().stream().filter(topic -> topic.endsWith(DeadLetterId.SUFFIX)).toList();
    }

    private List<String> known(DeadLetterSelection.OfTopic one) {
        List<String> there = deadLetterTopics();
        if (!there.contains(one.deadLetters())) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "there is no topic %s at %s; there are %s"
                            .formatted(one.deadLetters(), kafka, there.stream().sorted().toList()));
        }
        return List.of(one.deadLetters());
    }

    private static void note(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record,
            Map<DeadLetterId, Resolution> resolved) {
        byte[] key = record.key();
        byte[] value = record.value();
        if (key != null && value != null) {
            DeadLetterId.read(new String(key, UTF_8))
                    .ifPresent(id ->
                            Resolution.of(value)
                                    .ifPresent(became -> resolved.putIfAbsent(id, became)));
        }
    }

    private void each(
            List<PartitionReader.OffsetRange> ranges,
            java.util.function.Consumer<ConsumerRecord<byte @Nullable [], byte @Nullable []>>
                    consumer) {
        for (PartitionReader.OffsetRange range : ranges) {
            asked(() -> {
                log.read(range, consumer);
                return range;
            });
        }
    }

    private <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw failure(kafka, e);
        }
    }

    /** A Kafka failure, as a message for users. */
    static CommandException failure(KafkaClientSettings kafka, KafkaException e) {
        return e instanceof TimeoutException
                ? new CommandException(
                        ExitCode.NOT_RUNNING,
                        "Kafka does not answer at %s: see that it runs ('./fleet status') and that the address is right"
                                .formatted(kafka),
                        e)
                : new CommandException(
                        ExitCode.FAILED,
                        "Kafka at %s refuses: %s. './fleet logs kafka' may show more."
                                .formatted(kafka, e.getMessage()),
                        e);
    }
}
