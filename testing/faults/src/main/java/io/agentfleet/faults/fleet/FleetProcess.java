package io.agentfleet.faults.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process of the fleet as {@code ./fleet status} shows it.
 *
 * @param name unique, such as {@code agent-search-2}
 * @param service what it is an instance of
 * @param state {@code ready}, {@code restarting}, ...
 * @param pid 0 if no process runs
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FleetProcess(
        @JsonProperty("name") String name,
        @JsonProperty("service") String service,
        @JsonProperty("state") String state,
        @JsonProperty("reason") String reason,
        @JsonProperty("pid") long pid,
        @JsonProperty("port") int port,
        @JsonProperty("restarts") int restarts) {

    public boolean isReady() {
        return state.equals("ready");
    }

    /** {@code 127.0.0.1:port}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** SIGKILL: no hook runs, nothing is flushed. Returns when the process is gone. */
    public void kill() {
        ProcessHandle.of(pid)
                .ifPresent(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                });
    }

    /**
     * SIGTERM: the process is asked to end, as Kubernetes does it. Returns how long it took.
     *
     * @throws IllegalStateException if it has not ended by itself within its grace
     */
    public Duration terminate(Duration grace) {
        Instant asked = Instant.now();
        ProcessHandle.of(pid)
                .ifPresent(process -> {
                    process.destroy();
                    try {
                        process.onExit().get(grace.toMillis(), TimeUnit.MILLISECONDS);
                    } catch (TimeoutException | ExecutionException e) {
                        throw new IllegalStateException(
                                "%s has not ended %s after SIGTERM".formatted(name, grace), e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        return Duration.between(asked, Instant.now());
    }

    /** SIGSTOP: the process does nothing until {@link #thaw}. */
    public void freeze() {
        signal("-STOP");
    }

    /** SIGCONT: the process goes on where it stood, and believes that no time has passed. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        run("kill", signal, Long.toString(pid));
    }

    /** True if {@link #limitFiles} works here. */
    public boolean canBeLimited() {
        try {
            run("prlimit", "--pid", Long.toString(pid), "--fsize");
            return true;
        } catch (UncheckedIOException | IllegalStateException e) {
            return false;
        }
    }

    /** From now on the process cannot make any file longer than this, as if its disk were full. */
    public void limitFiles(long bytes) {
        run("prlimit", "--pid", Long.toString(pid), "--fsize=" + bytes);
    }

    private void run(String... command) {
        try {
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException(
                        "%s of %s ended with %d".formatted(List.of(command), name, exit));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be run".formatted(List.of(command)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
