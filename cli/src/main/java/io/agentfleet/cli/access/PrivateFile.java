package io.agentfleet.cli.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that nobody else may read. A reader sees the old or the new content, never a part of it.
 */
record PrivateFile(Path folder, String name) {

    private static final String FILE = "rw-------";
    private static final String FOLDER = "rwx------";

    Path path() {
        return folder.resolve(name);
    }

    /** Replaces the content at once. */
    void write(String content) {
        try {
            Files.createDirectories(folder);
            limit(folder, FOLDER);
            Path next = Files.createTempFile(folder, name, ".next");
            limit(next, FILE);
            Files.writeString(next, content);
            Files.move(
                    next,
                    path(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(path()), e);
        }
    }

    private static void limit(Path made, String permissions) throws IOException {
        if (made.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(permissions));
        }
    }
}
