package io.agentfleet.drill.book;

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
public record Book(List<BookLine> lines, int torn) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public Book {
        lines = List.copyOf(lines);
    }

    /** The book as it is now; empty if there is none yet. */
    public static Book read(Path file) {
        if (!Files.exists(file)) {
            return new Book(List.of(), 0);
        }
        List<BookLine> lines = new ArrayList<>();
        int torn = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                try {
                    lines.add(JSON.readValue(line, BookLine.class));
                } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                    torn++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("book %s cannot be read".formatted(file), e);
        }
        return new Book(lines, torn);
    }

    /** The lines that fit. */
    public Book only(Predicate<BookLine> fits) {
        return new Book(lines.stream().filter(fits).toList(), torn);
    }

    /** Effects that happened: executions that were no repetition of a known key. */
    public List<BookLine> effects() {
        return lines.stream().filter(line -> !line.repeated()).toList();
    }

    /** Executions that repeated a known key. */
    public long repetitions() {
        return lines.stream().filter(BookLine::repeated).count();
    }
}
