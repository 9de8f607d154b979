package io.agentfleet.failpoints.book;

import io.agentfleet.executor.sandbox.CallOrigin;
import java.nio.file.Path;
import java.time.Instant;

/** A process that writes into a book that another one writes into too. */
final class BookWriter {

    static final int ENTRIES = 200;

    private BookWriter() {}

    public static void main(String[] file) throws InterruptedException {
        try (Book book = new Book(Path.of(file[0]))) {
            for (int i = 0; i < ENTRIES; i++) {
                CallOrigin origin = new CallOrigin("key-" + i, "default", "s", "t", "search", i);
                book.add(BookLine.of(origin, "t", "entry", Instant.now()));
            }
        }
    }
}
