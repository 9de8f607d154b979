package io.agentfleet.messaging.kafka;

import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.messaging.record.EventRecords;
import io.agentfleet.messaging.record.TraceHeaders;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.telemetry.trace.MessagingSpans;
import io.agentfleet.telemetry.trace.OpenSpan;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/**
 * One idempotent producer for all topics of a service. Records carry CloudEvents headers (binary
 * mode).
 */
public final class KafkaRecordLog implements RecordLog, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(KafkaRecordLog.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Duration READY_WITHIN = Duration.ofSeconds(2);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;
    private final EventCodecs codecs;
    private final EventRecords records;
    private final MessagingSpans spans;
    private final Consumer<String> lost;

    /**
     * @param source who publishes, such as {@code agent-search}: the header {@code ce_source}
     * @param lost gets the topic of each asynchronously published event that Kafka did not store
     */
    public KafkaRecordLog(
            KafkaClientSettings kafka,
            EventCodecs codecs,
            String source,
            MessagingSpans spans,
            Consumer<String> lost) {
        this.spans = spans;
        this.lost = lost;
        this.codecs = codecs;
        this.records = new EventRecords(source);
        this.producer =
                new KafkaProducer<>(
                        kafka.durableProducer(
                                source + "-" + UUID.randomUUID(), TIMEOUT, ANSWER_WITHIN),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        this.admin =
                Admin.create(
                        kafka.with(
                                Map.of(
                                        "request.timeout.ms", (int) READY_WITHIN.toMillis(),
                                        "default.api.timeout.ms", (int) READY_WITHIN.toMillis())));
    }

    @Override
    public void publish(String topic, String key, SpecificRecord event) {
        try (OpenSpan _ = spans.send(topic, key)) {
            deliver(recordOf(topic, key, event));
        }
    }

    @Override
    public void publishAsync(String topic, String key, SpecificRecord event) {
        var ignored =
                producer.send(
                        recordOf(topic, key, event),
                        (metadata, failure) -> {
                            if (failure != null) {
                                lost.accept(topic);
                                LOG.warnf(
                                        failure, "event_not_delivered topic=%s key=%s", topic, key);
                            }
                        });
    }

    @Override
    public void toDeadLetters(ProducerRecord<byte[], byte[]> deadLetter) {
        deliver(deadLetter);
    }

    private void deliver(ProducerRecord<byte[], byte[]> deadLetter) {
        try {
            var ignored = producer.send(deadLetter).get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(deadLetter.topic(), e);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            throw unavailable(deadLetter.topic(), e);
        }
    }

    private static FleetException unavailable(String topic, Exception cause) {
        return new FleetException(
                ErrorCode.UNAVAILABLE,
                "Kafka did not take a record for %s (%s): check KAFKA_BOOTSTRAP_SERVERS and try again"
                        .formatted(topic, cause.getMessage()),
                cause);
    }

    private ProducerRecord<byte[], byte[]> recordOf(
            String topic, String key, SpecificRecord event) {
        var record = records.of(topic, key, event, codecs::encode);
        TraceHeaders.inject(Context.current(), record.headers());
        return record;
    }

    /** Kafka, and the registry without which its records cannot be written or read. */
    @Override
    public boolean isReady() {
        return codecs.isReady() && hasBroker();
    }

    private boolean hasBroker() {
        try {
            return !admin.describeCluster()
                    .nodes()
                    .get(READY_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(3));
        admin.close(Duration.ofSeconds(1));
    }
}
