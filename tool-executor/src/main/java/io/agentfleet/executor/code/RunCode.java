package io.agentfleet.executor.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agentfleet.executor.sandbox.Arguments;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolContext;
import io.agentfleet.executor.sandbox.ToolDescriptor;
import io.agentfleet.executor.sandbox.ToolResult;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code run_code}: JavaScript with bounded time and memory. */
@Singleton
public final class RunCode implements Tool {

    private static final ToolDescriptor DEFINITION = ToolDescriptor.of(RunCode.class, "run_code");
    private static final Duration MARGIN = Duration.ofMillis(200);
    private static final long STACK_BYTES = 2L * 1024 * 1024;

    private final CodeLimits limits;
    private final Semaphore places;

    public RunCode(CodeLimits limits) {
        this.limits = limits;
        this.places = new Semaphore(limits.concurrency());
    }

    @Override
    public ToolDescriptor definition() {
        return DEFINITION;
    }

    @Override
    public ToolResult run(JsonNode arguments, ToolContext context) throws InterruptedException {
        String code = new Arguments(arguments).text("code");
        JsonNode input =
                arguments.has("input")
                        ? arguments.get("input")
                        : JsonNodeFactory.instance.nullNode();
        Duration limit = limit(context);
        JavaScript program = new JavaScript(limits.memoryMegabytes(), code, input);
        if (!places.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new FleetException(
                    ErrorCode.TOOL_UNAVAILABLE,
                    "%d programs are running already: ask again later"
                            .formatted(limits.concurrency()));
        }
        return await(start(program), limit);
    }

    private FutureTask<JsonNode> start(JavaScript program) {
        FutureTask<JsonNode> task = new FutureTask<>(program::run);
        Runnable inItsPlace =
                () -> {
                    try {
                        task.run();
                    } finally {
                        places.release();
                    }
                };
        Thread.ofPlatform().name("javascript").daemon().stackSize(STACK_BYTES).start(inItsPlace);
        return task;
    }

    private static ToolResult await(FutureTask<JsonNode> task, Duration limit)
            throws InterruptedException {
        try {
            return ToolResult.of(task.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            throw new FleetException(
                    ErrorCode.TOOL_TIMEOUT,
                    "the code did not end within %d ms and was stopped: check its loops"
                            .formatted(limit.toMillis()),
                    late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof FleetException refused) {
                throw refused;
            }
            throw new IllegalStateException("JavaScript engine", failed.getCause());
        } finally {
            task.cancel(true);
        }
    }

    private Duration limit(ToolContext context) {
        Duration left = context.timeLimit().minus(MARGIN);
        if (left.isNegative() || left.isZero()) {
            return context.timeLimit();
        }
        return left.compareTo(limits.timeLimit()) < 0 ? left : limits.timeLimit();
    }
}
