package io.agentfleet.localservers.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A server that was started as a process.
 *
 * @param launch what started it
 * @param handle the process
 */
public record ServerProcess(Launch launch, ProcessHandle handle) implements AutoCloseable {

    private static final Duration BETWEEN_PROBES = Duration.ofMillis(50);
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final int LOG_TAIL = 15;

    public long pid() {
        return handle.pid();
    }

    public int port() {
        return launch.port();
    }

    /** Where clients reach it, {@code localhost:port}. */
    public String address() {
        return "localhost:" + launch.port();
    }

    /**
     * Waits until it works.
     *
     * @param progress called about once a second with what it still waits for
     * @throws ServerStartException if the process ends or the time is over, with the end of its log
     */
    public ServerProcess awaitReady(Duration atMost, Consumer<String> progress) {
        Instant start = Instant.now();
        Instant reported = start;
        while (true) {
            Optional<String> problem = launch.probe().problem();
            if (problem.isEmpty()) {
                return this;
            }
            if (!isAlive()) {
                throw failure("ended before it was ready");
            }
            Instant now = Instant.now();
            if (now.isAfter(start.plus(atMost))) {
                throw failure(
                        "is not ready after %d s: %s".formatted(atMost.toSeconds(), problem.get()));
            }
            if (now.isAfter(reported.plus(BETWEEN_REPORTS))) {
                reported = now;
                progress.accept(launch.name() + ": " + problem.get());
            }
            if (!Processes.pause(handle, BETWEEN_PROBES)) {
                throw failure("was not waited for: interrupted");
            }
        }
    }

    /** True while the process runs; a zombie does not. */
    public boolean isAlive() {
        return Processes.isAlive(handle);
    }

    /** Asks it to end, waits, and kills it if it does not. */
    public void stop() {
        stop(GRACE);
    }

    /** As {@link #stop()} with another timeout. */
    public void stop(Duration grace) {
        handle.destroy();
        if (!Processes.awaitEnd(handle, grace)) {
            handle.destroyForcibly();
            Processes.awaitEnd(handle, GRACE);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private ServerStartException failure(String what) {
        return new ServerStartException(
                "%s (port %d) %s. Its log %s ends:%n%s"
                        .formatted(launch.name(), port(), what, launch.log(), logTail()));
    }

    private String logTail() {
        Path log = launch.log();
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(
                    System.lineSeparator(),
                    lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
        } catch (IOException e) {
            return "(cannot be read: " + e.getMessage() + ")";
        }
    }
}
