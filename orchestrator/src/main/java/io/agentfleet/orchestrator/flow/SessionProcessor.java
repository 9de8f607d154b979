package io.agentfleet.orchestrator.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.messaging.record.TraceHeaders;
import io.agentfleet.orchestrator.machine.Action;
import io.agentfleet.orchestrator.machine.Decision;
import io.agentfleet.orchestrator.machine.SessionEvent;
import io.agentfleet.orchestrator.machine.SessionMachine;
import io.agentfleet.orchestrator.records.EventSerde;
import io.agentfleet.orchestrator.records.Inbox;
import io.agentfleet.orchestrator.records.IncomingRecord;
import io.agentfleet.orchestrator.records.Outbox;
import io.agentfleet.orchestrator.records.OutgoingRecord;
import io.agentfleet.orchestrator.session.Session;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.telemetry.LogKeys;
import io.agentfleet.telemetry.LogScope;
import io.agentfleet.telemetry.trace.MessagingSpans;
import io.agentfleet.telemetry.trace.OpenSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Receives records and timers, asks the machine for a decision, stores the session and sends the
 * resulting records. Everything is decided and encoded before the first of it is stored or sent, so
 * a record that cannot be handled leaves nothing behind but its dead letter.
 */
public final class SessionProcessor implements Processor<byte[], byte[], byte[], OutgoingRecord> {

    public static final String STORE = "sessions";

    private static final Logger LOG = Logger.getLogger(SessionProcessor.class);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** How long a sweep takes to come to each session once, and between two of its steps. */
    private static final Duration SWEEP = Duration.ofHours(1);

    private static final Duration SWEEP_STEP = Duration.ofSeconds(10);

    private final FlowConfig config;
    private final SessionMachine machine;
    private final Inbox inbox;
    private final Outbox outbox;
    private final SessionPartitioner partitioner;
    private final FlowMeters meters;
    private final MessagingSpans tracing;
    private final SessionTimers dueTimes = new SessionTimers();
    private TakeoverReplay replay = new TakeoverReplay();
    private @Nullable ProcessorContext<byte[], OutgoingRecord> context;
    private @Nullable SessionStore sessions;
    private @Nullable RecordSender sender;
    private Instant receivingSince = Instant.EPOCH;
    private Instant lastTick = Instant.EPOCH;
    private Instant lastSwept = Instant.EPOCH;
    private int active;

    public SessionProcessor(
            FlowConfig config,
            SessionMachine machine,
            EventSerde bytes,
            SessionPartitioner partitioner,
            FlowMeters meters,
            MessagingSpans tracing) {
        this.config = config;
        this.machine = machine;
        this.inbox = new Inbox(bytes, machine.limits().tokens());
        this.outbox = new Outbox(bytes);
        this.partitioner = partitioner;
        this.meters = meters;
        this.tracing = tracing;
    }

    @Override
    public void init(ProcessorContext<byte[], OutgoingRecord> given) {
        context = given;
        sender = new RecordSender(given, meters);
        dueTimes.clear();
        replay = new TakeoverReplay();
        receivingSince = now();
        lastTick = receivingSince;
        sessions = SessionStore.open(given.getStateStore(STORE), now(), this::takeOver);
        given.schedule(config.tick(), PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    private void takeOver(String key, Session session) {
        awaitDue(key, session);
        count(Session.NEW, session);
        if (config.guarantee() == FlowConfig.Guarantee.AT_LEAST_ONCE) {
            replay.inspect(key, session);
        }
    }

    @Override
    public void process(Record<byte[], byte[]> received) {
        RecordMetadata place = context().recordMetadata().orElseThrow();
        try {
            handle(received, place);
        } catch (KafkaException e) {
            throw e; // a failure of Kafka Streams: the transaction is retried
        } catch (FleetException e) {
            if (e.code().retryable()) {
                throw e;
            }
            sender().toDeadLetters(received, place, e.code(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "record_not_handled topic=%s offset=%d", place.topic(), place.offset());
            sender().toDeadLetters(
                            received, place, ErrorCode.INTERNAL, "it could not be handled: " + e);
        }
    }

    private void handle(Record<byte[], byte[]> received, RecordMetadata place) {
        switch (inbox.open(place.topic(), received.value())) {
            case IncomingRecord.Ignored ignored -> {}
            case IncomingRecord.Unusable dead ->
                    sender().toDeadLetters(received, place, dead.code(), dead.reason());
            case IncomingRecord.ForSession(SessionId session, SessionEvent event, var unusable) -> {
                byte[] key = session.value().getBytes(UTF_8);
                if (isMisplaced(received, key, place)) {
                    sender().send(sendOn(received, key, place), received.headers());
                    return;
                }
                try (OpenSpan _ = span(received, place, session);
                        LogScope _ = LogScope.open().with(LogKeys.SESSION, session.value())) {
                    decide(session.value(), event, received.headers());
                }
                meters.decided(place.topic(), Duration.between(at(received), now()));
                unusable.ifPresent(dead ->
                        sender().toDeadLetters(received, place, dead.code(), dead.reason()));
            }
        }
    }

    private OpenSpan span(
            Record<byte[], byte[]> received, RecordMetadata place, SessionId session) {
        return tracing.process(
                place.topic(), session.value(), TraceHeaders.extract(received.headers()));
    }

    /**
     * A record with another key than its session, or in another partition, would find no state: it
     * is sent to the right partition of the same topic.
     */
    private boolean isMisplaced(Record<byte[], byte[]> received, byte[] key, RecordMetadata place) {
        return !Arrays.equals(received.key(), key)
                || partitioner.partition(key) != place.partition();
    }

    private static OutgoingRecord sendOn(
            Record<byte[], byte[]> received, byte[] key, RecordMetadata place) {
        return new OutgoingRecord(
                place.topic(), key, received.value(), List.of(received.headers().toArray()));
    }

    private Session decide(String key, SessionEvent event, Iterable<Header> trace) {
        Session before = sessions().find(key);
        Instant now = now();
        Decision decision = machine.decide(before, event, now);
        List<OutgoingRecord> records = new ArrayList<>();
        decision.actions().forEach(action -> records.add(outbox.record(action, now)));
        keep(key, before, decision.session());
        records.forEach(outgoing -> sender().send(outgoing, trace));
        decision.actions().forEach(this::followed);
        return decision.session();
    }

    private void followed(Action action) {
        meters.followed(action);
        if (action instanceof Action.PublishResult published) {
            LOG.infof(
                    "task_ended task=%s state=%s duration_ms=%d",
                    published.task().id(),
                    published.outcome().state(),
                    published.outcome().durationMs());
        }
    }

    private void keep(String key, Session before, Session after) {
        if (after.equals(before)) {
            return;
        }
        sessions().put(key, after);
        awaitDue(key, after);
        count(before, after);
    }

    /** An idle session needs no timer: the sweep removes it. */
    private void awaitDue(String key, Session session) {
        dueTimes.set(
                key,
                session.isIdle() ? Optional.empty() : machine.nextDue(session, receivingSince));
    }

    private void count(Session before, Session after) {
        int more = (after.isIdle() ? 0 : 1) - (before.isIdle() ? 0 : 1);
        active += more;
        meters.activeSessions(more);
    }

    private void tick(long timestamp) {
        if (Duration.between(lastTick, now()).compareTo(LONGEST_PAUSE) > 0) {
            receivingSince = now(); // the process slept or was overloaded
        }
        lastTick = now();
        sessions().tidy();
        replay.next().forEach(key -> publish(key, new SessionEvent.TakenOver(replay.since())));
        dueTimes.due(now()).forEach(this::timePassed);
        if (Duration.between(lastSwept, now()).compareTo(SWEEP_STEP) >= 0) {
            lastSwept = now();
            long share = sessions().size() * SWEEP_STEP.toMillis() / SWEEP.toMillis();
            sessions().sweep(1 + (int) share, this::forgetInTime);
        }
    }

    private void timePassed(String key) {
        publish(key, new SessionEvent.TimePassed(receivingSince));
    }

    private void forgetInTime(String key, Session session) {
        boolean due =
                machine.nextDue(session, receivingSince)
                        .map(at -> !at.isAfter(now()))
                        .orElse(false);
        if (session.isIdle() && due) {
            timePassed(key);
        }
    }

    private void publish(String key, SessionEvent event) {
        try {
            Session after = decide(key, event, List.of());
            awaitDue(key, after);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "session_not_handled session=%s", key);
            dueTimes.set(key, Optional.of(now().plus(AFTER_FAILURE)));
        }
    }

    @Override
    public void close() {
        meters.activeSessions(-active);
        active = 0;
    }

    private Instant now() {
        return Instant.ofEpochMilli(context().currentSystemTimeMs());
    }

    private static Instant at(Record<byte[], byte[]> received) {
        return Instant.ofEpochMilli(received.timestamp());
    }

    private ProcessorContext<byte[], OutgoingRecord> context() {
        return Objects.requireNonNull(context, "init comes first");
    }

    private SessionStore sessions() {
        return Objects.requireNonNull(sessions, "init comes first");
    }

    private RecordSender sender() {
        return Objects.requireNonNull(sender, "init comes first");
    }
}
