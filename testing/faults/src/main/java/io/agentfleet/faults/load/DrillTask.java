package io.agentfleet.faults.load;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A task of the reference plan (search and analysis side by side, then writer) whose agents each
 * write into the book.
 *
 * @param number of the task in its session, from 1
 * @param steps tool calls of each agent
 * @param submittedAt when the log had it
 */
public record DrillTask(String id, String session, int number, int steps, Instant submittedAt) {

    private static final List<String> AGENTS = List.of("search", "analysis", "writer");

    /** What must be in the book, each exactly once. */
    public List<String> entries() {
        return AGENTS.stream()
                .flatMap(agent ->
                        IntStream.rangeClosed(1, steps).mapToObj(step -> agent + "-" + step))
                .toList();
    }
}
