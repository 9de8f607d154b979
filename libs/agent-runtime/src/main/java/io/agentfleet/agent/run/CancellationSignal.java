package io.agentfleet.agent.run;

import io.agentfleet.schemas.ErrorCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cancels a run. Any thread may give the signal; the run looks at it before every model and tool
 * call, and its thread is interrupted so that a call under way ends too.
 */
public final class CancellationSignal {

    /**
     * Why a run was stopped.
     *
     * @param code CANCELLED, DEADLINE_EXCEEDED, or UNAVAILABLE if it goes on elsewhere
     */
    public record Stop(ErrorCode code, String reason) {}

    private @Nullable Stop stop;
    private @Nullable Thread runner;

    /** The task was cancelled. The first signal counts. */
    public void cancel(String reason) {
        raise(new Stop(ErrorCode.CANCELLED, reason));
    }

    /** The task's time is over. The first signal counts. */
    public void expire(String reason) {
        raise(new Stop(ErrorCode.DEADLINE_EXCEEDED, reason));
    }

    /** This process ends: the run goes on in another. The first signal counts. */
    public void abandon(String reason) {
        raise(new Stop(ErrorCode.UNAVAILABLE, reason));
    }

    private synchronized void raise(Stop raised) {
        if (stop == null) {
            stop = raised;
            if (runner != null) {
                runner.interrupt();
            }
        }
    }

    /** Why to stop; empty to go on. */
    public synchronized Optional<Stop> raised() {
        return Optional.ofNullable(stop);
    }

    /** From now on the current thread is the one to interrupt. */
    synchronized void attach() {
        runner = Thread.currentThread();
        if (stop != null) {
            runner.interrupt();
        }
    }

    /** The current thread is never interrupted again by this signal. */
    synchronized void detach() {
        runner = null;
        if (stop != null) {
            Thread.interrupted(); // the signal's own interrupt, already answered by the outcome
        }
    }
}
