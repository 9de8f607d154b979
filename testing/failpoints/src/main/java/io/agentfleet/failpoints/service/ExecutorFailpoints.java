package io.agentfleet.failpoints.service;

import io.agentfleet.executor.sandbox.ExecutorDrill;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.failpoints.book.Book;
import io.agentfleet.failpoints.book.KeepBook;
import io.agentfleet.failpoints.point.Failpoints;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The book's tool, and failpoints around the tools that write. */
public final class ExecutorFailpoints implements ExecutorDrill {

    private final Optional<Failpoints> points = Failpoints.ofProcess();

    /** Its book is open as long as the process lives: a line is on the disk before it is told. */
    @Override
    public List<Tool> tools(Path outputDir) {
        return List.of(new KeepBook(new Book(outputDir.resolve("book.jsonl"))));
    }

    @Override
    public Tool around(Tool tool) {
        return points.filter(set -> tool.definition().writes())
                .<Tool>map(set -> new FailpointTool(tool, set))
                .orElse(tool);
    }
}
