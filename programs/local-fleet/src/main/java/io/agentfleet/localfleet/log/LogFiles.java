package io.agentfleet.localfleet.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

/** Logs of processes: one file each and the one before it, bounded in size. */
public final class LogFiles {

    private static final long ROTATED_AT = 10L << 20;
    private static final long TRUNCATED_AT = 50L << 20;
    private static final int TAIL = 64 << 10;
    private static final Pattern FAILURE =
            Pattern.compile("\\b(ERROR|FATAL|SEVERE)\\b|Exception\\b|OutOfMemoryError");

    private LogFiles() {}

    /** Before a start: a large log becomes {@code NAME.log.1}. */
    public static void rotate(Path log) {
        try {
            if (Files.exists(log) && Files.size(log) > ROTATED_AT) {
                Files.move(log, previous(log), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            System.err.printf("%s is not rotated: %s%n", log, e.getMessage());
        }
    }

    /** While its process appends to it: a very large log is copied and emptied. */
    public static void truncate(Path log) {
        try {
            if (Files.exists(log) && Files.size(log) > TRUNCATED_AT) {
                Files.copy(log, previous(log), StandardCopyOption.REPLACE_EXISTING);
                try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
                    channel.truncate(0);
                }
            }
        } catch (IOException e) {
            System.err.printf("%s is not truncated: %s%n", log, e.getMessage());
        }
    }

    /** The last lines of a log as people read them; none if there is no log. */
    public static List<String> tail(Path log, int lines) {
        if (!Files.exists(log)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long want = Math.max(TAIL, lines * 400L);
            long from = Math.max(0, file.length() - want);
            byte[] bytes = new byte[Math.toIntExact(file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size()).stream()
                    .map(LogLine::readable)
                    .toList();
        } catch (IOException e) {
            return List.of("(" + log + " cannot be read: " + e.getMessage() + ")");
        }
    }

    /** The last error line of a log, after ": "; empty if there is none. */
    public static String lastError(Path log) {
        return tail(log, 400).reversed().stream()
                .filter(line ->
                        FAILURE.matcher(line).find() && !line.stripLeading().startsWith("at "))
                .findFirst()
                .map(line -> ": " + line.lines().findFirst().orElse("").strip())
                .orElse("");
    }

    private static Path previous(Path log) {
        return log.resolveSibling(log.getFileName() + ".1");
    }
}
