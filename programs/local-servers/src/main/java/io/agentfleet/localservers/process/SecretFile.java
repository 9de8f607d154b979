package io.agentfleet.localservers.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that only its owner may read, even while it is written. A reader sees the old or the new
 * content, never a part of it. For one writer at a time.
 *
 * @param folderToo whether its folder is private as well
 */
public record SecretFile(Path path, boolean folderToo) {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** In a folder that is as it is. */
    public SecretFile(Path path) {
        this(path, false);
    }

    /**
     * Replaces its content at once.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(String content) {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        Path folder = path.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
            if (folderToo && POSIX) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            Files.deleteIfExists(next);
            Files.createFile(next, forItsOwner());
            Files.writeString(next, content);
            Files.move(
                    next,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(path), e);
        }
    }

    private static FileAttribute<?>[] forItsOwner() {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
