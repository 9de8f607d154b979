package io.agentfleet.failpoints.book;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agentfleet.executor.sandbox.Arguments;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolContext;
import io.agentfleet.executor.sandbox.ToolDescriptor;
import io.agentfleet.executor.sandbox.ToolResult;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.time.Instant;

/**
 * {@code keep_book}: a line in the book of a drill for each execution; one effect for each key.
 * Answers a repetition as it answered the first time.
 */
public final class KeepBook implements Tool {

    private static final ToolDescriptor DEFINITION = ToolDescriptor.of(KeepBook.class, "keep_book");

    private final Book book;

    public KeepBook(Book book) {
        this.book = book;
    }

    @Override
    public ToolDescriptor definition() {
        return DEFINITION;
    }

    @Override
    public ToolResult run(JsonNode arguments, ToolContext context) throws InterruptedException {
        String entry = new Arguments(arguments).text("entry");
        if (context.origin().key().isBlank()) {
            throw new FleetException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the call of keep_book has no idempotency_key: make it through the registry");
        }
        BookLine line =
                book.add(BookLine.of(context.origin(), context.rootTaskId(), entry, Instant.now()));
        return ToolResult.of(JsonNodeFactory.instance.objectNode().put("kept", line.entry()));
    }
}
