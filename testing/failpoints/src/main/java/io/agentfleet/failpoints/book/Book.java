package io.agentfleet.failpoints.book;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The book of a drill. A line is on the disk when {@link #add} returns; lines that come together
 * share one fsync.
 *
 * <p>Threads: many callers; one thread of its own holds the file, so that a call that is
 * interrupted cannot close it for the others.
 */
public final class Book implements AutoCloseable {

    private final Path file;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread writing;

    /** Keeps its lines in this file, which other processes may write too. */
    public Book(Path file) {
        this.file = file;
        this.writing = Thread.ofPlatform().daemon().name("book").start(this::write);
    }

    private record Waiting(BookLine line, CompletableFuture<BookLine> stored) {}

    /**
     * Adds a line, marked as repeated if its key stands there already.
     *
     * @throws FleetException with TOOL_FAILED if the file cannot be written
     */
    BookLine add(BookLine line) throws InterruptedException {
        Waiting waiting = new Waiting(line, new CompletableFuture<>());
        queue.add(waiting);
        try {
            return waiting.stored.get();
        } catch (ExecutionException e) {
            throw new FleetException(
                    ErrorCode.TOOL_FAILED,
                    "the book cannot be written (%s): see that OUTPUT_DIR can"
                            .formatted(e.getCause()),
                    e);
        }
    }

    private void write() {
        @Nullable BookFile open = null;
        try {
            while (true) {
                List<Waiting> batch = new ArrayList<>();
                batch.add(queue.take());
                queue.drainTo(batch);
                open = write(batch, open);
            }
        } catch (InterruptedException closing) {
            close(open);
        }
    }

    private @Nullable BookFile write(List<Waiting> batch, @Nullable BookFile open) {
        @Nullable BookFile book = open;
        try {
            if (book != null && book.isGone()) {
                book.close();
                book = null;
            }
            book = book == null ? new BookFile(file) : book;
            List<BookLine> stored = book.append(batch.stream().map(Waiting::line).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).stored.complete(stored.get(i));
            }
            return book;
        } catch (IOException | RuntimeException e) {
            batch.forEach(waiting -> waiting.stored.completeExceptionally(e));
            close(book);
            return null;
        }
    }

    private static void close(@Nullable BookFile book) {
        if (book != null) {
            book.close();
        }
    }

    @Override
    public void close() {
        writing.interrupt();
    }
}
