package io.agentfleet.executor.pool;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.executor.sandbox.ComputedResult;
import io.agentfleet.executor.sandbox.Places;
import io.agentfleet.executor.worker.WorkerAnswer;
import io.agentfleet.executor.worker.WorkerRequest;
import io.agentfleet.executor.worker.WorkerTool;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker processes of this executor. A worker serves one tenant and one data source, one call
 * at a time; after a call it waits a while for the next. One more is always started ahead, bound to
 * nobody yet.
 *
 * <p>Threads: any. Lifecycle: {@link #close} ends all workers.
 */
public final class WorkerPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);

    /** Who waits for a worker until the end is told so, and not that the call took too long. */
    private static final Duration MARGIN = Duration.ofMillis(100);

    private final WorkerSettings settings;
    private final WorkerCommand command;
    private final Path folder;
    private final Places places;
    private final AtomicLong started = new AtomicLong();
    private final AtomicBoolean limitsTold = new AtomicBoolean();
    // Least recently used first; guarded by itself, as is the spare.
    private final List<IdleWorker> idle = new ArrayList<>();
    private @Nullable WorkerProcess spare;
    // A worker ends with the thread that started it: with the executor, that is, if it is this one.
    private final ExecutorService starter =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("worker-starter").daemon().factory());
    private boolean closed;

    /** A new one after each call, equal to itself only. */
    private static final class IdleWorker {

        private final WorkerProcess process;
        private final Binding binding;

        IdleWorker(WorkerProcess process, Binding binding) {
            this.process = process;
            this.binding = binding;
        }
    }

    /**
     * What a worker is bound to: no other tenant, and no other data.
     *
     * @param home where all that is loaded from the source stands; null: it reads no source
     */
    record Binding(String tenant, @Nullable Path home) {}

    /** Starts the first worker. */
    WorkerPool(WorkerSettings settings, WorkerCommand command, Path folder) throws IOException {
        this.settings = settings;
        this.command = command;
        this.folder = folder;
        this.places = new Places(settings.workers(), settings.workersPerTenant());
        this.spare = start();
    }

    /**
     * Has a tool computed.
     *
     * @param binding whose call it is, and of which data source its task is
     * @param source what the tool reads; null: nothing
     * @param limit after which the worker is killed
     * @throws FleetException why it could not be done, for the model
     */
    ComputedResult compute(
            Binding binding,
            @Nullable LoadedSource source,
            WorkerTool tool,
            JsonNode arguments,
            Duration limit)
            throws InterruptedException {
        String name = tool.definition().name();
        long deadline = System.nanoTime() + limit.toNanos();
        places.take(binding.tenant(), name, limit.minus(MARGIN));
        try {
            return answered(binding, source, tool, arguments, deadline);
        } catch (TimeoutException late) {
            throw new FleetException(
                    ErrorCode.TOOL_TIMEOUT,
                    "%s did not end within %d ms and was stopped: ask for less, or again later if the machine is busy"
                            .formatted(name, limit.toMillis()),
                    late);
        } catch (WorkerEnded ended) {
            throw ended.as(name);
        } finally {
            places.release(binding.tenant());
        }
    }

    private ComputedResult answered(
            Binding binding,
            @Nullable LoadedSource source,
            WorkerTool tool,
            JsonNode arguments,
            long deadline)
            throws InterruptedException, TimeoutException, WorkerEnded {
        WorkerProcess worker = take(binding, source, deadline);
        boolean reusable = false;
        try {
            WorkerRequest.Call call =
                    new WorkerRequest.Call(
                            tool,
                            arguments,
                            source == null ? "" : worker.reads(source).toString(),
                            left(deadline).toMillis());
            WorkerAnswer answer = worker.ask(call, left(deadline));
            // What was late may still run inside.
            reusable =
                    !(answer instanceof WorkerAnswer.Refused(ErrorCode code, String _)
                            && code == ErrorCode.TOOL_TIMEOUT);
            return switch (answer) {
                case WorkerAnswer.Computed(ComputedResult result) -> result;
                case WorkerAnswer.Refused(ErrorCode code, String message) ->
                        throw new FleetException(code, message);
                case WorkerAnswer.Bound other -> throw WorkerProcess.unexpected(other);
                case WorkerAnswer.Loaded other -> throw WorkerProcess.unexpected(other);
            };
        } finally {
            if (reusable) {
                giveBack(new IdleWorker(worker, binding));
            } else {
                worker.close();
            }
        }
    }

    /** A worker that may read this folder and write that one, for as long as the caller likes. */
    WorkerProcess loader(Path readable, Path writable, Duration limit)
            throws InterruptedException, TimeoutException, WorkerEnded {
        return bound(new WorkerRequest.Bind(readable.toString(), writable.toString()), limit);
    }

    private WorkerProcess take(Binding binding, @Nullable LoadedSource source, long deadline)
            throws InterruptedException, TimeoutException, WorkerEnded {
        synchronized (idle) {
            for (Iterator<IdleWorker> all = idle.iterator(); all.hasNext(); ) {
                IdleWorker worker = all.next();
                if (!worker.process.alive()) {
                    worker.process.close();
                    all.remove();
                } else if (worker.binding.equals(binding) && worker.process.canRead(source)) {
                    all.remove();
                    return worker.process;
                }
            }
            makeRoom(binding.tenant());
        }
        Path home = binding.home();
        String readable = home == null ? "" : home.toString();
        return bound(new WorkerRequest.Bind(readable, ""), left(deadline));
    }

    /** Idle workers hold memory: a tenant's own goes before another's. */
    private void makeRoom(String tenant) {
        if (idle.size() < settings.idleWorkers()) {
            return;
        }
        IdleWorker leaving =
                idle.stream()
                        .filter(worker -> worker.binding.tenant().equals(tenant))
                        .findFirst()
                        .orElse(idle.getFirst());
        idle.remove(leaving);
        leaving.process.close();
    }

    private WorkerProcess bound(WorkerRequest.Bind bind, Duration limit)
            throws InterruptedException, TimeoutException, WorkerEnded {
        WorkerProcess worker = unbound();
        boolean done = false;
        try {
            List<String> missing = worker.bind(bind, limit);
            if (limitsTold.compareAndSet(false, true)) {
                LOG.info("workers_confined limits_missing={}", missing);
            }
            done = true;
            return worker;
        } finally {
            if (!done) {
                worker.close();
            }
        }
    }

    private WorkerProcess unbound() {
        synchronized (idle) {
            if (closed) {
                throw new FleetException(
                        ErrorCode.TOOL_UNAVAILABLE, "the executor is stopping: ask again");
            }
            WorkerProcess ready = spare;
            try {
                spare = start();
                return ready != null && ready.alive() ? ready : start();
            } catch (IOException cannot) {
                throw new FleetException(
                        ErrorCode.TOOL_UNAVAILABLE,
                        "no worker process could be started (%s): tell the operator"
                                .formatted(cannot.getMessage()),
                        cannot);
            }
        }
    }

    private WorkerProcess start() throws IOException {
        Path own = folder.resolve("worker-" + started.incrementAndGet());
        try {
            return starter.submit(() -> WorkerProcess.start(command, own)).get();
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    private void giveBack(IdleWorker worker) {
        synchronized (idle) {
            if (closed) {
                worker.process.close();
                return;
            }
            idle.add(worker);
        }
        CompletableFuture.delayedExecutor(settings.idleTime().toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> endIfIdle(worker));
    }

    /** If it is still there, nobody called since. */
    private void endIfIdle(IdleWorker worker) {
        synchronized (idle) {
            if (idle.remove(worker)) {
                worker.process.close();
            }
        }
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            idle.forEach(worker -> worker.process.close());
            idle.clear();
            WorkerProcess ahead = spare;
            if (ahead != null) {
                ahead.close();
            }
        }
        starter.shutdownNow();
    }
}
