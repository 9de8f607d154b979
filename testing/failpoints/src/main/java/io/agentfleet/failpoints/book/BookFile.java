package io.agentfleet.failpoints.book;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The book's file, open. For one thread; processes take turns by a lock on the file. */
final class BookFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BookFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHUNK = 1 << 20;

    private final Path file;
    private final FileChannel channel;
    private final @Nullable Object identity;
    private final Set<String> keys = new HashSet<>();
    private long read;

    BookFile(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.toAbsolutePath().getParent());
        channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        identity = identity(file);
    }

    /** True if another file, or none, stands at the path since. */
    boolean isGone() throws IOException {
        try {
            return !Objects.equals(identity, identity(file));
        } catch (NoSuchFileException deleted) {
            return true;
        }
    }

    private static @Nullable Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** Appends lines and returns them as they stand there, on the disk. */
    List<BookLine> append(List<BookLine> lines) throws IOException {
        List<BookLine> stored = new ArrayList<>();
        try (FileLock _ = channel.lock()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (endsTorn()) {
                bytes.write('\n'); // whoever wrote it was killed: its line stays what it is
            }
            for (BookLine line : lines) {
                BookLine known = keys.contains(line.key()) ? line.repetition() : line;
                keys.add(line.key());
                stored.add(known);
                bytes.writeBytes(JSON.writeValueAsBytes(known));
                bytes.write('\n');
            }
            ByteBuffer all = ByteBuffer.wrap(bytes.toByteArray());
            while (all.hasRemaining()) {
                read += channel.write(all, read);
            }
        }
        channel.force(false);
        return stored;
    }

    /** Reads what was added since; true if the last line lacks its end. */
    private boolean endsTorn() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        while (channel.read(chunk, read) > 0) {
            read += chunk.flip().remaining();
            while (chunk.hasRemaining()) {
                byte next = chunk.get();
                if (next == '\n') {
                    learn(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                } else {
                    line.write(next);
                }
            }
            chunk.clear();
        }
        return line.size() > 0;
    }

    private void learn(String line) {
        try {
            keys.add(JSON.readTree(line).path("key").asText());
        } catch (JsonProcessingException torn) {
            LOG.warn("execution_record_incomplete bytes={}", line.length());
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the book cannot be closed", e);
        }
    }
}
