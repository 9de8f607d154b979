package io.agentfleet.executor.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Writes files below a folder and follows no symbolic link: neither one that is the folder, nor one
 * on the way, nor one that somebody puts there in the middle. For that, each folder is opened from
 * the one above it, not by its path. Where the system has no such call, links are looked for first.
 * For many threads.
 */
final class LinkFreeFolder {

    private final Path root;

    LinkFreeFolder(Path root) {
        this.root = root;
    }

    /** There is a link where a folder or file should be. */
    static final class LinkException extends FileSystemException {
        private static final long serialVersionUID = 1L;

        LinkException(String name) {
            super(name, null, "is a symbolic link");
        }
    }

    /**
     * Writes a file whole, or not at all; makes the folders above it.
     *
     * @param file below the root, without {@code ..}
     * @throws LinkException if a link is in the way
     */
    void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(root);
        BasicFileAttributes expected =
                Files.readAttributes(root, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        refuseLink(root, expected);
        try (DirectoryStream<Path> opened = Files.newDirectoryStream(root)) {
            if (opened instanceof SecureDirectoryStream<Path> top) {
                requireSame(top, expected);
                new OpenedRoot(top).into(top, file, content);
            } else {
                writeByPath(file, content);
            }
        }
    }

    /** Between the look at the root and its opening nobody put another one there. */
    private void requireSame(SecureDirectoryStream<Path> top, BasicFileAttributes expected)
            throws IOException {
        Object now =
                top.getFileAttributeView(BasicFileAttributeView.class).readAttributes().fileKey();
        if (!Objects.equals(now, expected.fileKey())) {
            throw new LinkException(root.toString());
        }
    }

    private static void refuseLink(Path name, BasicFileAttributes found) throws IOException {
        if (found.isSymbolicLink()) {
            throw new LinkException(name.toString());
        }
    }

    private static void refuseFolder(Path name, BasicFileAttributes found) {
        if (found.isDirectory()) {
            throw Arguments.invalid("'%s' is a folder: give the name of a file".formatted(name));
        }
    }

    /** One write, from the opened root downwards. */
    private final class OpenedRoot {

        private final SecureDirectoryStream<Path> top;

        OpenedRoot(SecureDirectoryStream<Path> top) {
            this.top = top;
        }

        void into(SecureDirectoryStream<Path> folder, Path rest, byte[] content)
                throws IOException {
            Path name = rest.getName(0);
            if (rest.getNameCount() == 1) {
                replace(folder, name, content);
                return;
            }
            if (found(folder, name).isEmpty()) {
                make(folder, name);
            }
            try (SecureDirectoryStream<Path> next =
                    folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                into(next, rest.subpath(1, rest.getNameCount()), content);
            }
        }

        /** A folder is made in the root and moved: no folder can be made from an opened one. */
        private void make(SecureDirectoryStream<Path> folder, Path name) throws IOException {
            synchronized (LinkFreeFolder.this) {
                if (found(folder, name).isPresent()) {
                    return;
                }
                Path fresh = Path.of(".new-" + UUID.randomUUID());
                Files.createDirectory(root.resolve(fresh));
                try {
                    top.move(fresh, folder, name);
                } finally {
                    Files.deleteIfExists(root.resolve(fresh));
                }
            }
        }

        private void replace(SecureDirectoryStream<Path> folder, Path name, byte[] content)
                throws IOException {
            found(folder, name).ifPresent(there -> refuseFolder(name, there));
            Path part = Path.of(".part-" + UUID.randomUUID());
            try {
                try (SeekableByteChannel out =
                        folder.newByteChannel(
                                part,
                                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                    ByteBuffer bytes = ByteBuffer.wrap(content);
                    while (bytes.hasRemaining()) {
                        out.write(bytes);
                    }
                }
                folder.move(part, folder, name);
            } catch (IOException e) {
                deleteIfThere(folder, part);
                throw e;
            }
        }

        private static void deleteIfThere(SecureDirectoryStream<Path> folder, Path name)
                throws IOException {
            try {
                folder.deleteFile(name);
            } catch (NoSuchFileException gone) {
                return;
            }
        }

        /** What is there under this name, which must not be a link; empty if nothing is. */
        private static Optional<BasicFileAttributes> found(
                SecureDirectoryStream<Path> folder, Path name) throws IOException {
            try {
                BasicFileAttributes found =
                        folder.getFileAttributeView(
                                        name,
                                        BasicFileAttributeView.class,
                                        LinkOption.NOFOLLOW_LINKS)
                                .readAttributes();
                refuseLink(name, found);
                return Optional.of(found);
            } catch (NoSuchFileException missing) {
                return Optional.empty();
            }
        }
    }

    private void writeByPath(Path relative, byte[] content) throws IOException {
        Path file = root;
        for (Path part : relative) {
            file = file.resolve(part);
            if (Files.isSymbolicLink(file)) {
                throw new LinkException(part.toString());
            }
        }
        Path part = file.resolveSibling(".part-" + UUID.randomUUID());
        Files.createDirectories(part.getParent());
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            refuseFolder(
                    file.getFileName(),
                    Files.readAttributes(
                            file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        }
        try {
            Files.write(part, content, StandardOpenOption.CREATE_NEW);
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
