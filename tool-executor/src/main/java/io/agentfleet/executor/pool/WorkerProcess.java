package io.agentfleet.executor.pool;

import io.agentfleet.executor.worker.Frames;
import io.agentfleet.executor.worker.SourceKind;
import io.agentfleet.executor.worker.WorkerAnswer;
import io.agentfleet.executor.worker.WorkerRequest;
import io.agentfleet.schemas.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker process with a folder of its own.
 *
 * <p>Threads: asked by one at a time. Lifecycle: {@link #close} kills it at any time and deletes
 * its folder.
 */
final class WorkerProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
    private static final int MOST_OF_LOG = 2_000;

    private final Path folder;
    private final Process process;
    private final Frames frames;
    private final Map<SourceKind, LoadedSource> opened = new ConcurrentHashMap<>();
    private final BlockingQueue<WorkerEvent> events = new LinkedBlockingQueue<>();

    private sealed interface WorkerEvent {
        record Answered(WorkerAnswer answer) implements WorkerEvent {}

        record Ended(int status) implements WorkerEvent {}
    }

    private WorkerProcess(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        this.frames = new Frames(process.getInputStream(), process.getOutputStream());
    }

    /** Starts one; it is not bound yet. */
    static WorkerProcess start(WorkerCommand command, Path folder) throws IOException {
        Files.createDirectories(folder);
        ProcessBuilder builder = command.in(folder);
        WorkerProcess worker =
                new WorkerProcess(
                        folder, builder.redirectError(folder.resolve("log").toFile()).start());
        Thread.ofVirtual().name("worker-answers").start(worker::listen);
        return worker;
    }

    private void listen() {
        try {
            while (true) {
                events.add(new WorkerEvent.Answered(frames.read(WorkerAnswer.class)));
            }
        } catch (IOException over) {
            process.destroyForcibly();
            events.add(new WorkerEvent.Ended(process.onExit().join().exitValue()));
        }
    }

    /** False if it reads an earlier load of this source: what it opened stays open. */
    boolean canRead(@Nullable LoadedSource source) {
        return source == null || opened.getOrDefault(source.kind(), source) == source;
    }

    /** Where this source stands; kept from now on as long as the worker lives. */
    Path reads(LoadedSource source) {
        opened.put(source.kind(), source);
        return source.folder();
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Limits it from now on to these folders; says which limits the platform could not give. */
    List<String> bind(WorkerRequest.Bind bind, Duration limit)
            throws InterruptedException, TimeoutException, WorkerEnded {
        return switch (ask(bind, limit)) {
            case WorkerAnswer.Bound bound -> bound.missing();
            case WorkerAnswer.Loaded other -> throw unexpected(other);
            case WorkerAnswer.Computed other -> throw unexpected(other);
            case WorkerAnswer.Refused other -> throw unexpected(other);
        };
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws WorkerEnded if the process ended instead
     */
    WorkerAnswer ask(WorkerRequest request, Duration limit)
            throws InterruptedException, TimeoutException, WorkerEnded {
        try {
            frames.write(request);
        } catch (IOException closed) {
            LOG.debug("worker_closed pid={}", process.pid(), closed);
        }
        WorkerEvent event = events.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        return switch (event) {
            case null -> throw new TimeoutException("no answer within " + limit);
            case WorkerEvent.Answered(WorkerAnswer answer) -> {
                if (answer instanceof WorkerAnswer.Refused(ErrorCode code, String message)
                        && code == ErrorCode.INTERNAL) {
                    LOG.error(
                            "worker_failed pid={} reason={} log={}",
                            process.pid(),
                            message,
                            endOfLog());
                }
                yield answer;
            }
            case WorkerEvent.Ended(int status) -> {
                LOG.warn("worker_ended pid={} status={} log={}", process.pid(), status, endOfLog());
                throw new WorkerEnded(status);
            }
        };
    }

    static IllegalStateException unexpected(WorkerAnswer answer) {
        return new IllegalStateException("a worker answered " + answer.getClass().getSimpleName());
    }

    private String endOfLog() {
        try {
            String log =
                    Files.readString(
                            folder.resolve("log"), java.nio.charset.StandardCharsets.ISO_8859_1);
            return log.substring(Math.max(0, log.length() - MOST_OF_LOG));
        } catch (IOException none) {
            return "";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        var _ = process.onExit().thenRun(() -> Folders.delete(folder));
    }
}
