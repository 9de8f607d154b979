package io.agentfleet.bench.fleet;

import io.agentfleet.bench.measure.ProcessStat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Looks at an agent's process four times a second, and keeps the highest figures.
 *
 * <p>One thread of its own until it is closed; the figures are final then.
 */
public final class AgentWatch implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final String RUNS = "active_agents{";

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest metrics;
    private final long pid;
    private final Thread thread;
    private volatile long mostBytes;
    private volatile long mostRuns;

    public AgentWatch(int port, long pid) {
        this.pid = pid;
        this.metrics =
                HttpRequest.newBuilder(URI.create("http://localhost:%d/metrics".formatted(port)))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        this.thread = Thread.ofPlatform().name("agent-watch").start(this::watch);
    }

    /** Most bytes that were resident. */
    public long mostBytes() {
        return mostBytes;
    }

    /** Most runs that were under way at once. */
    public long mostRuns() {
        return mostRuns;
    }

    private void watch() {
        try {
            while (true) {
                mostBytes = Math.max(mostBytes, ProcessStat.residentBytes(pid));
                mostRuns = Math.max(mostRuns, runs());
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** A look that fails is left out: an agent under load may answer late. */
    private long runs() throws InterruptedException {
        try {
            return runsIn(http.send(metrics, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return 0;
        }
    }

    static long runsIn(String metrics) {
        return metrics.lines()
                .filter(line -> line.startsWith(RUNS))
                .mapToLong(line ->
                        (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
