package io.agentfleet.executor.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agentfleet.executor.sandbox.Arguments;
import io.agentfleet.executor.sandbox.Computation;
import io.agentfleet.executor.sandbox.ComputedResult;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code run_code}: JavaScript with bounded time and memory. */
public final class RunCode implements Computation {

    private static final Duration MARGIN = Duration.ofMillis(200);
    private static final long STACK_BYTES = 2L * 1024 * 1024;

    private final CodeLimits limits;

    public RunCode(CodeLimits limits) {
        this.limits = limits;
    }

    @Override
    public ComputedResult run(JsonNode arguments, Duration timeLimit) throws InterruptedException {
        String code = new Arguments(arguments).text("code");
        JsonNode input =
                arguments.has("input")
                        ? arguments.get("input")
                        : JsonNodeFactory.instance.nullNode();
        Duration limit = limit(timeLimit);
        JavaScript program = new JavaScript(limits.memoryMegabytes(), code, input);
        return await(start(program), limit);
    }

    private FutureTask<JsonNode> start(JavaScript program) {
        FutureTask<JsonNode> task = new FutureTask<>(program::run);
        Thread.ofPlatform().name("javascript").daemon().stackSize(STACK_BYTES).start(task);
        return task;
    }

    private static ComputedResult await(FutureTask<JsonNode> task, Duration limit)
            throws InterruptedException {
        try {
            return ComputedResult.of(task.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            throw new FleetException(
                    ErrorCode.TOOL_TIMEOUT,
                    "the code did not end within %d ms and was stopped: check its loops, or run it again later if the machine is busy"
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

    private Duration limit(Duration given) {
        Duration left = given.minus(MARGIN);
        if (left.isNegative() || left.isZero()) {
            return given;
        }
        return left.compareTo(limits.timeLimit()) < 0 ? left : limits.timeLimit();
    }
}
