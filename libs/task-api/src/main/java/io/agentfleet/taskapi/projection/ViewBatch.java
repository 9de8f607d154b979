package io.agentfleet.taskapi.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.messaging.record.DeadLetterRecord;
import io.agentfleet.messaging.retry.RetryUntilAvailable;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.event.IdentifiedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Puts what was polled together into the views: all events of a task in one step, tasks side by
 * side, so that their commands are under way to Redis together and a batch takes about as long as
 * one of them. The more there is, the more of a task's events come together, so the feed gets
 * faster under load by itself. A record is never skipped: it is retried until it is in the views or
 * in the dead letters.
 */
final class ViewBatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ViewBatch.class);
    private static final int SIDE_BY_SIDE = 256;

    private final ViewProjector projector;
    private final RecordLog log;
    private final ViewMeters meters;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(SIDE_BY_SIDE);

    ViewBatch(ViewProjector projector, RecordLog log, ViewMeters meters) {
        this.projector = projector;
        this.log = log;
        this.meters = meters;
    }

    /** A record and the event in it. */
    private record Entry(ConsumerRecord<byte[], byte[]> found, ViewProjector.Filed filed) {}

    /** Returns when all of them are in the views or in the dead letters. */
    void project(Collection<ConsumerRecord<byte[], byte[]>> found) {
        Collection<List<ConsumerRecord<byte[], byte[]>>> sessions =
                found.stream()
                        .sorted(Comparator.comparingLong(ConsumerRecord::timestamp))
                        .collect(Collectors.groupingBy(ViewBatch::session))
                        .values();
        Map<TaskId, List<Entry>> tasks = new LinkedHashMap<>();
        for (List<Entry> entries : sideBySide(sessions, this::read)) {
            for (Entry entry : entries) {
                tasks.computeIfAbsent(entry.filed().task(), task -> new ArrayList<>()).add(entry);
            }
        }
        var ignored = sideBySide(tasks.values(), this::append);
    }

    private static String session(ConsumerRecord<byte[], byte[]> found) {
        return found.key() == null ? "" : new String(found.key(), UTF_8);
    }

    /** What is done with one of many. */
    private interface Part<T, R> {
        R of(T one) throws InterruptedException;
    }

    private <T, R> List<R> sideBySide(Collection<T> all, Part<T, R> part) {
        List<Future<R>> parts = new ArrayList<>();
        for (T one : all) {
            parts.add(
                    threads.submit(() -> {
                        room.acquireUninterruptibly();
                        try {
                            return part.of(one);
                        } finally {
                            room.release();
                        }
                    }));
        }
        return parts.stream().map(ViewBatch::await).toList();
    }

    private static <R> R await(Future<R> part) {
        try {
            return part.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("records could not be projected", e);
        }
    }

    private List<Entry> read(List<ConsumerRecord<byte[], byte[]>> records)
            throws InterruptedException {
        List<Entry> entries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> found : records) {
            read(found).ifPresent(entries::add);
        }
        return entries;
    }

    private Optional<Entry> read(ConsumerRecord<byte[], byte[]> found) throws InterruptedException {
        try {
            return Optional.of(
                    new Entry(
                            found,
                            RetryUntilAvailable.until(
                                    () -> projector.read(found.topic(), found.value()))));
        } catch (RuntimeException e) {
            toDeadLetters(found, e);
            return Optional.empty();
        }
    }

    /** All events of a task, one by one if they cannot be used together; how many. */
    private int append(List<Entry> entries) throws InterruptedException {
        List<IdentifiedEvent> events =
                entries.stream().map(entry -> entry.filed().event()).toList();
        try {
            RetryUntilAvailable.until(() -> {
                projector.append(entries.getFirst().filed().task(), events);
                return events;
            });
            entries.forEach(this::shown);
        } catch (RuntimeException e) {
            if (entries.size() == 1) {
                toDeadLetters(entries.getFirst().found(), e);
            } else {
                for (Entry entry : entries) {
                    int ignored = append(List.of(entry));
                }
            }
        }
        return entries.size();
    }

    private void shown(Entry entry) {
        long since = System.currentTimeMillis() - entry.found().timestamp();
        meters.shown(entry.found().topic(), Duration.ofMillis(since));
    }

    private void toDeadLetters(ConsumerRecord<byte[], byte[]> found, RuntimeException why) {
        ErrorCode code =
                why instanceof FleetException refusal ? refusal.code() : ErrorCode.INVALID_ARGUMENT;
        LOG.warnf(
                "dead_letter topic=%s partition=%d offset=%d reason=%s",
                found.topic(), found.partition(), found.offset(), why.getMessage());
        log.toDeadLetters(
                DeadLetterRecord.of(
                        found.topic(),
                        found.partition(),
                        found.offset(),
                        found.key(),
                        found.value(),
                        found.headers(),
                        code,
                        String.valueOf(why.getMessage())));
        meters.deadLetter(found.topic());
    }

    /** Gives up what is not done. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
