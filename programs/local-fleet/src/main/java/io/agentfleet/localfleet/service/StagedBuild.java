package io.agentfleet.localfleet.service;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A copy of something built, from which processes run: the next build, or a {@code clean}, changes
 * nothing under a running process. Made of hard links where the file system has them, so it costs
 * no space.
 *
 * @param folder the copy
 * @param stamp names this build: changes with any file's size or time
 */
public record StagedBuild(Path folder, String stamp) {

    /**
     * Copies {@code built} to {@code apps/name/stamp} unless that is there already. One at a time:
     * two processes may need the same copy.
     */
    public static synchronized StagedBuild of(Path built, Path apps, String name) {
        try {
            String stamp = stamp(built, name);
            Path folder = apps.resolve(name).resolve(stamp);
            if (!Files.isDirectory(folder)) {
                Path next = Files.createDirectories(apps.resolve(name)).resolve(stamp + ".next");
                delete(next);
                link(built, next);
                Files.move(next, folder, StandardCopyOption.ATOMIC_MOVE);
            }
            return new StagedBuild(folder, stamp);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.NOT_STARTED,
                    "%s cannot be copied to %s: %s".formatted(built, apps, e.getMessage()),
                    e);
        }
    }

    /** The name of what is built there now. */
    public static String stamp(Path built, String name) throws IOException {
        if (!Files.isDirectory(built)) {
            throw new CommandException(
                    ExitCode.NOT_STARTED,
                    "%s is not built: %s is missing. Run './fleet up', which builds it, or 'mvn -Dquick package'."
                            .formatted(name, built));
        }
        long hash = 17;
        try (Stream<Path> files = Files.walk(built)) {
            List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
            for (Path file : sorted) {
                hash = 31 * hash + file.toString().hashCode();
                hash = 31 * hash + Files.size(file);
                hash = 31 * hash + Files.getLastModifiedTime(file).toMillis();
            }
        }
        return Long.toHexString(hash);
    }

    /** Deletes the copies of this name that no process runs. */
    public static synchronized void prune(Path apps, String name, Set<String> inUse) {
        Path folder = apps.resolve(name);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> copies = Files.list(folder)) {
            for (Path copy : copies.toList()) {
                if (!inUse.contains(String.valueOf(copy.getFileName()))) {
                    delete(copy);
                }
            }
        } catch (IOException e) {
            System.err.printf("%s: old builds stay: %s%n", folder, e.getMessage());
        }
    }

    private static void link(Path from, Path to) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a)
                            throws IOException {
                        Files.createDirectories(to.resolve(from.relativize(dir).toString()));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                            throws IOException {
                        Path target = to.resolve(from.relativize(file).toString());
                        try {
                            Files.createLink(target, file);
                        } catch (IOException | UnsupportedOperationException e) {
                            Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
