package io.agentfleet.localfleet.state;

import io.agentfleet.localservers.process.Processes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that is recognised again later: numbers are reused by the system, so the start time and
 * the program must match too. Nothing is ever stopped that does not match.
 *
 * @param command path of its program
 */
public record ProcessIdentity(long pid, Instant startedAt, String command) {

    /** Start times are computed from the clock, which may be set in between. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** The identity of a process that runs now. */
    public static ProcessIdentity of(ProcessHandle handle) {
        ProcessHandle.Info info = handle.info();
        return new ProcessIdentity(
                handle.pid(), info.startInstant().orElse(Instant.EPOCH), info.command().orElse(""));
    }

    /** The process, if it is still the same one and runs. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(Processes::isAlive).filter(this::matches);
    }

    private boolean matches(ProcessHandle handle) {
        ProcessIdentity now = of(handle);
        return now.command.equals(command)
                && Duration.between(now.startedAt, startedAt).abs().compareTo(TOLERANCE) <= 0;
    }
}
