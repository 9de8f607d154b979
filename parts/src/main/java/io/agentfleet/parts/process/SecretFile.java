package io.agentfleet.parts.process;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that nobody but its owner may read, not even while it is written. */
public record SecretFile(Path path) {

    /** Replaces its content at once. */
    public void write(String content) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.deleteIfExists(next);
        Files.createFile(next, forItsOwner());
        Files.writeString(next, content);
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] forItsOwner() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
