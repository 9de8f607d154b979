package io.agentfleet.executor.pool;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.io.Serial;
import java.util.Set;

/** A worker process ended before it answered. */
public final class WorkerEnded extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    /** Of a JVM with ExitOnOutOfMemoryError, and of a process that the system killed for memory. */
    private static final Set<Integer> OUT_OF_MEMORY = Set.of(3, 128 + 9);

    private final int status;

    WorkerEnded(int status) {
        super("status " + status);
        this.status = status;
    }

    /** What the model is told. A crash of a native library does not say which of two reasons. */
    FleetException as(String tool) {
        return OUT_OF_MEMORY.contains(status)
                ? new FleetException(
                        ErrorCode.MEMORY_LIMIT_REACHED,
                        "%s needed more memory than a call may use and was stopped: ask for less"
                                .formatted(tool),
                        this)
                : new FleetException(
                        ErrorCode.TOOL_FAILED,
                        "%s was stopped: it is nested too deeply, or needs more than a call may use; write something simpler"
                                .formatted(tool),
                        this);
    }
}
