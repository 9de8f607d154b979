package io.agentfleet.cli.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.provisioning.TopicProvisioner;
import io.agentfleet.schemas.Topics;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Settles dead letters. The record and its resolution are written in one transaction. The last
 * resolver that was opened last is the only one that can write. Not for several threads.
 */
public final class DeadLetterResolver implements AutoCloseable {

    private static final String ONLY_ONE = "fleet-dlq";
    private static final int AT_ONCE = 100;
    private static final long BYTES_AT_ONCE = 4L << 20;

    private final DeadLetterReader deadLetterReader;
    private final String by;
    private final InstantSource clock;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<DeadLetter> waiting = new ArrayList<>();
    private final Map<String, Boolean> topics = new HashMap<>();

    /**
     * Opens the resolver; another open one can no longer write.
     *
     * @param by who settles
     */
    public DeadLetterResolver(DeadLetterReader deadLetterReader, String by, InstantSource clock) {
        this.deadLetterReader = deadLetterReader;
        this.by = by;
        this.clock = clock;
        new TopicProvisioner(deadLetterReader.kafka()).require(Topics.SETTLED_LETTERS);
        this.producer =
                new KafkaProducer<>(
                        deadLetterReader
                                .kafka()
                                .with(
                                        Map.of(
                                                "transactional.id", ONLY_ONE,
                                                "transaction.timeout.ms", "20000",
                                                "buffer.memory", "16777216",
                                                "max.request.size", "8388608",
                                                "max.block.ms", "20000",
                                                "delivery.timeout.ms", "30000",
                                                "request.timeout.ms", "15000")),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            producer.close();
            throw failure(e);
        }
    }

    /**
     * Receives where a dead letter was sent: topic, partition and offset; empty if it was dropped.
     */
    public interface ResolvedListener extends BiConsumer<DeadLetter, Optional<RecordMetadata>> {}

    /** Settles those that are not settled yet. */
    public void resolve(
            DeadLetterReader.Found found, Resolution.Action action, ResolvedListener resolved) {
        deadLetterReader.read(
                found,
                (deadLetter, became) -> {
                    if (became.isEmpty()) {
                        waiting.add(deadLetter);
                    }
                    if (isEnough()) {
                        write(action, resolved);
                    }
                });
        write(action, resolved);
    }

    private boolean isEnough() {
        return waiting.size() >= AT_ONCE
                || waiting.stream().mapToLong(DeadLetter::size).sum() >= BYTES_AT_ONCE;
    }

    private void write(Resolution.Action action, ResolvedListener resolved) {
        if (waiting.isEmpty()) {
            return;
        }
        List<DeadLetter> deadLetters = List.copyOf(waiting);
        waiting.clear();
        if (action == Resolution.Action.REPLAYED) {
            deadLetters.forEach(this::requireTopic);
        }
        try {
            List<Optional<RecordMetadata>> places = committed(deadLetters, action);
            for (int i = 0; i < deadLetters.size(); i++) {
                resolved.accept(deadLetters.get(i), places.get(i));
            }
        } catch (KafkaException e) {
            throw failure(e);
        } catch (ExecutionException e) {
            throw failure(new KafkaException(String.valueOf(e.getCause()), e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    private List<Optional<RecordMetadata>> committed(
            List<DeadLetter> deadLetters, Resolution.Action action)
            throws ExecutionException, InterruptedException {
        List<Optional<Future<RecordMetadata>>> sent = new ArrayList<>();
        producer.beginTransaction();
        for (DeadLetter deadLetter : deadLetters) {
            sent.add(
                    switch (action) {
                        case REPLAYED -> Optional.of(producer.send(deadLetter.again()));
                        case DROPPED -> Optional.empty();
                    });
            var ignored = producer.send(note(deadLetter, action)); // a commit fails if it did
        }
        producer.commitTransaction();
        List<Optional<RecordMetadata>> places = new ArrayList<>();
        for (Optional<Future<RecordMetadata>> future : sent) {
            places.add(future.isPresent() ? Optional.of(future.get().get()) : Optional.empty());
        }
        return places;
    }

    private ProducerRecord<byte[], byte[]> note(DeadLetter deadLetter, Resolution.Action action) {
        return new ProducerRecord<>(
                Topics.SETTLED_LETTERS,
                deadLetter.id().toString().getBytes(UTF_8),
                new Resolution(action, by, clock.instant()).json());
    }

    private void requireTopic(DeadLetter deadLetter) {
        if (!topics.computeIfAbsent(deadLetter.origin(), deadLetterReader::has)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "dead letter %s was meant for topic %s, which is not there any more: make the topic, or './fleet dlq drop %s'"
                            .formatted(deadLetter.id(), deadLetter.origin(), deadLetter.id()));
        }
    }

    private CommandException failure(KafkaException e) {
        return e instanceof ProducerFencedException || e instanceof InvalidProducerEpochException
                ? new CommandException(
                        ExitCode.FAILED,
                        "another './fleet dlq' resolves dead letters now, so this one stopped: see './fleet dlq list' for what is left",
                        e)
                : DeadLetterReader.failure(deadLetterReader.kafka(), e);
    }

    @Override
    public void close() {
        producer.close(); // an open transaction is aborted
    }
}
