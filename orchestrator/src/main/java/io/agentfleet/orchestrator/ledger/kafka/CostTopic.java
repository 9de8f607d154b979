package io.agentfleet.orchestrator.ledger.kafka;

import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.messaging.kafka.TopicFollower;
import io.agentfleet.messaging.record.EventRecords;
import io.agentfleet.orchestrator.ledger.TaskCosts;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.LlmCostEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/** The topic llm.costs: the last record of a task is its account. */
final class CostTopic implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CostTopic.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final EventRecords RECORDS = new EventRecords(AgentName.ORCHESTRATOR.value());

    private final KafkaClientSettings kafka;
    private final EventCodecs codecs;
    private final KafkaProducer<byte[], byte[]> producer;

    CostTopic(KafkaClientSettings kafka, EventCodecs codecs) {
        this.kafka = kafka;
        this.codecs = codecs;
        this.producer =
                new KafkaProducer<>(
                        kafka.durableProducer(
                                "cost-feed-" + UUID.randomUUID(), TIMEOUT, ANSWER_WITHIN),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /**
     * Returns when all of them are on the log.
     *
     * @throws FleetException with UNAVAILABLE if Kafka does not take one
     */
    void publish(List<TaskCosts> accounts) throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (TaskCosts account : accounts) {
            sent.add(
                    producer.send(
                            RECORDS.of(
                                    Topics.COSTS,
                                    account.task().value(),
                                    CostRecords.event(account),
                                    codecs::encode)));
        }
        for (Future<RecordMetadata> one : sent) {
            try {
                var ignored = one.get();
            } catch (ExecutionException e) {
                throw new FleetException(
                        ErrorCode.UNAVAILABLE,
                        "Kafka did not take a record for %s (%s): check that the topic is there"
                                .formatted(Topics.COSTS, e.getMessage()),
                        e);
            }
        }
    }

    /**
     * Reads all that stands there now; of one task perhaps several records, the newest last.
     *
     * @return false if it was stopped
     * @throws FleetException with UNAVAILABLE if there is no such topic
     */
    boolean read(BooleanSupplier stop, Consumer<TaskCosts> each) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                TopicFollower.consumer("cost-restore", kafka, Map.of())) {
            List<TopicPartition> partitions = TopicFollower.assign(consumer, Topics.COSTS);
            if (partitions.isEmpty()) {
                throw new FleetException(
                        ErrorCode.UNAVAILABLE,
                        "topic %s is not there: make it, compacted, as docs/architecture.md says"
                                .formatted(Topics.COSTS));
            }
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!TopicFollower.hasReached(consumer, ends)) {
                if (stop.getAsBoolean()) {
                    return false;
                }
                consumer.poll(POLL).forEach(record -> restore(record, each));
            }
            return true;
        }
    }

    private void restore(ConsumerRecord<byte[], byte[]> record, Consumer<TaskCosts> each) {
        try {
            each.accept(
                    CostRecords.account(
                            codecs.of(LlmCostEvent.class).decode(record.topic(), record.value())));
        } catch (FleetException | IllegalArgumentException e) {
            if (e instanceof FleetException refusal && refusal.code().retryable()) {
                throw refusal;
            }
            LOG.warnf(
                    "costs_skipped partition=%d offset=%d reason=%s",
                    record.partition(), record.offset(), e.getMessage());
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
