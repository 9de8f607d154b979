package io.agentfleet.drill.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A process of the fleet as {@code ./fleet status} shows it.
 *
 * @param name unique, such as {@code agent-search-2}
 * @param service what it is an instance of
 * @param state {@code ready}, {@code restarting}, ...
 * @param pid 0 if no process runs
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Instance(
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

    /** SIGSTOP: the process does nothing until {@link #thaw}. */
    public void freeze() {
        signal("-STOP");
    }

    /** SIGCONT: the process goes on where it stood, and believes that no time has passed. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            int exit =
                    new ProcessBuilder("kill", signal, Long.toString(pid))
                            .inheritIO()
                            .start()
                            .waitFor();
            if (exit != 0) {
                throw new IllegalStateException(
                        "kill %s of %s (%d) ended with %d".formatted(signal, name, pid, exit));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the program 'kill' cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
