package io.agentfleet.executor.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tools: each call on a thread of its own, for a limited time, only so many at once. Whatever
 * a tool throws becomes an outcome.
 *
 * <p>A call that outlives its limit is interrupted and keeps its place until its thread has really
 * ended, so that runaways cannot pile up.
 */
public final class Sandbox {

    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);

    /** What the caller did wrong; all else went wrong here. */
    private static final Set<ErrorCode> REJECTIONS =
            Set.of(
                    ErrorCode.PERMISSION_DENIED,
                    ErrorCode.INVALID_TOOL_ARGUMENTS,
                    ErrorCode.INVALID_ARGUMENT,
                    ErrorCode.PAYLOAD_TOO_LARGE);

    private final Places places;

    public Sandbox(Places places) {
        this.places = places;
    }

    /** Carries out a call within {@code context.timeLimit()}, waiting for a place included. */
    public ExecutionOutcome run(Tool tool, JsonNode arguments, ToolContext context) {
        String name = tool.definition().name();
        String tenant = context.origin().tenant();
        long deadline = System.nanoTime() + context.timeLimit().toNanos();
        try {
            places.take(tenant, name, context.timeLimit());
            Future<ToolResult> call = start(name, tenant, () -> tool.run(arguments, context));
            return await(name, call, deadline - System.nanoTime(), context.timeLimit());
        } catch (FleetException full) {
            return outcomeOf(full);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new ExecutionOutcome.Failed(
                    ErrorCode.CANCELLED, "%s was stopped before it answered".formatted(name));
        }
    }

    private interface Call {
        ToolResult run() throws InterruptedException;
    }

    // Virtual threads: what computes does so in a worker, and is waited for here.
    private Future<ToolResult> start(String name, String tenant, Call call) {
        FutureTask<ToolResult> task = new FutureTask<>(call::run);
        Runnable inItsPlace =
                () -> {
                    try {
                        task.run();
                    } finally {
                        places.release(tenant);
                    }
                };
        Thread.ofVirtual().name("tool-" + name).start(inItsPlace);
        return task;
    }

    private static ExecutionOutcome await(
            String name, Future<ToolResult> call, long nanos, Duration limit)
            throws InterruptedException {
        try {
            return new ExecutionOutcome.Succeeded(
                    call.get(Math.max(0, nanos), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            call.cancel(true);
            return timedOut(name, limit);
        } catch (InterruptedException stopped) {
            call.cancel(true);
            throw stopped;
        } catch (ExecutionException failed) {
            return outcomeOf(name, failed.getCause(), limit);
        }
    }

    private static ExecutionOutcome outcomeOf(
            String name, @Nullable Throwable cause, Duration limit) {
        return switch (cause) {
            case FleetException refused -> outcomeOf(refused);
            case InterruptedException late -> timedOut(name, limit);
            case OutOfMemoryError full ->
                    new ExecutionOutcome.Failed(
                            ErrorCode.MEMORY_LIMIT_REACHED,
                            "%s needed more memory than there is: ask for less".formatted(name));
            case null, default -> {
                LOG.error("tool_failed_unexpectedly tool={}", name, cause);
                yield new ExecutionOutcome.Failed(
                        ErrorCode.INTERNAL,
                        "%s failed for a reason of its own (%s): see the executor's log"
                                .formatted(
                                        name,
                                        cause == null ? "" : cause.getClass().getSimpleName()));
            }
        };
    }

    private static ExecutionOutcome outcomeOf(FleetException refused) {
        String message = String.valueOf(refused.getMessage());
        return REJECTIONS.contains(refused.code())
                ? new ExecutionOutcome.Rejected(refused.code(), message)
                : new ExecutionOutcome.Failed(refused.code(), message);
    }

    private static ExecutionOutcome timedOut(String name, Duration limit) {
        return new ExecutionOutcome.Failed(
                ErrorCode.TOOL_TIMEOUT,
                "%s did not end within %d ms and was stopped: ask for less, or again later if the machine is busy"
                        .formatted(name, limit.toMillis()));
    }
}
