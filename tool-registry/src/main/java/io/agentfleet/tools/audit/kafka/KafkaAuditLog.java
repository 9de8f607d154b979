package io.agentfleet.tools.audit.kafka;

import io.agentfleet.messaging.codec.EventCodec;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.ToolAuditEvent;
import io.agentfleet.tools.audit.AuditEntry;
import io.agentfleet.tools.audit.AuditLog;
import io.agentfleet.tools.catalog.kafka.KafkaConfig;
import io.agentfleet.tools.meter.RegistryMeters;
import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Audit records on tool.audit, keyed by session, those of registrations by tool. Calls do not wait
 * for it: entries queue up while Kafka or the schema registry is away; one that Kafka did not
 * confirm in time is sent again. What is lost all the same (queue full, log refused it, killed) is
 * an ERROR and counted as {@code tool_audit_lost_total}.
 */
@ApplicationScoped
public class KafkaAuditLog implements AuditLog {

    private static final Logger LOG = Logger.getLogger(KafkaAuditLog.class);
    private static final int LONGEST_QUEUE = 10_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration BEARABLE = Duration.ofSeconds(5);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(3);
    private static final TypedGuard<AuditEntry> WHILE_AWAY =
            TypedGuard.create(AuditEntry.class)
                    .withRetry()
                    .maxRetries(-1)
                    .maxDuration(0, ChronoUnit.MILLIS)
                    .delay(PAUSE.toMillis(), ChronoUnit.MILLIS)
                    .jitter(0, ChronoUnit.MILLIS)
                    .retryOn(FleetException.class)
                    .beforeRetry(e -> LOG.warnf("audit_retrying reason=%s", e.getMessage()))
                    .done()
                    .build();

    private final BlockingQueue<AuditEntry> queue = new LinkedBlockingQueue<>(LONGEST_QUEUE);
    private final Producer<byte[], byte[]> producer;
    private final EventCodec<ToolAuditEvent> codec;
    private final RegistryMeters meters;
    private final Thread writing;
    private volatile boolean stopping;

    KafkaAuditLog(Producer<byte[], byte[]> producer, KafkaConfig config, RegistryMeters meters) {
        this.producer = producer;
        this.codec = new EventCodec<>(ToolAuditEvent.class, config.schemaRegistryUrl());
        this.meters = meters;
        this.writing = Thread.ofPlatform().daemon().name("audit-writer").start(this::write);
    }

    @Override
    public void record(AuditEntry entry) {
        if (!queue.offer(entry)) {
            lose(entry, null);
        }
    }

    @Override
    public void recordDurably(AuditEntry entry) {
        Future<RecordMetadata> sent;
        try {
            sent = send(entry);
        } catch (RuntimeException e) {
            record(entry);
            return;
        }
        try {
            sent.get(BEARABLE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("audit_late reason=%s", e);
        }
    }

    private void write() {
        try {
            while (!stopping || !queue.isEmpty()) {
                AuditEntry entry = queue.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                if (entry != null) {
                    write(entry);
                }
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debugf("audit_writer_stopped records=%d", queue.size());
        }
    }

    private void write(AuditEntry entry) throws InterruptedException {
        try {
            WHILE_AWAY.call(() -> {
                Future<RecordMetadata> _ = send(entry);
                return entry;
            });
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            lose(entry, e);
        }
    }

    private Future<RecordMetadata> send(AuditEntry entry) {
        ProducerRecord<byte[], byte[]> record =
                KafkaConfig.RECORDS.of(
                        Topics.TOOL_AUDIT,
                        AuditEvents.key(entry),
                        AuditEvents.event(entry),
                        codec::encode);
        return producer.send(
                record,
                (metadata, failure) -> {
                    boolean again = failure instanceof RetriableException && queue.offer(entry);
                    if (failure != null && !again) {
                        lose(entry, failure);
                    }
                });
    }

    private void lose(AuditEntry entry, @Nullable Exception why) {
        meters.auditLost();
        LOG.errorf(why, "audit_lost %s", AuditEvents.words(entry));
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        if (!writing.join(STOP_WITHIN)) {
            writing.interrupt();
            writing.join(STOP_WITHIN);
        }
        producer.flush();
        for (AuditEntry entry = queue.poll(); entry != null; entry = queue.poll()) {
            lose(entry, null);
        }
        codec.close();
    }
}
