package io.agentfleet.faults.effects;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the tools have really done, in the order in which they did it.
 *
 * @param torn lines that a killed executor left unfinished; they are no effects
 */
public record ExecutionLog(List<ExecutionRecord> lines, int torn) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public ExecutionLog {
        lines = List.copyOf(lines);
    }

    /** The book as it is now; empty if there is none yet. */
    public static ExecutionLog read(Path file) {
        if (!Files.exists(file)) {
            return new ExecutionLog(List.of(), 0);
        }
        List<ExecutionRecord> lines = new ArrayList<>();
        int torn = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                try {
                    lines.add(JSON.readValue(line, ExecutionRecord.class));
                } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                    torn++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("book %s cannot be read".formatted(file), e);
        }
        return new ExecutionLog(lines, torn);
    }

    /** The lines that fit. */
    public ExecutionLog only(Predicate<ExecutionRecord> fits) {
        return new ExecutionLog(lines.stream().filter(fits).toList(), torn);
    }

    /** Effects that happened: executions that were no repetition of a known key. */
    public List<ExecutionRecord> effects() {
        return lines.stream().filter(line -> !line.repeated()).toList();
    }

    /** Executions that repeated a known key. */
    public long repetitions() {
        return lines.stream().filter(ExecutionRecord::repeated).count();
    }
}
