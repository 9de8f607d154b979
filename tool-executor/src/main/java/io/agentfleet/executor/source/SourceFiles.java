package io.agentfleet.executor.source;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lists the files of a data source, sub-folders included, in order of their names. Hidden files are
 * left out, and so are links: they could lead out of the folder.
 */
public final class SourceFiles {

    private static final int MOST = 5_000;

    private SourceFiles() {}

    /** The files there are now. */
    public static List<SourceFile> of(DataSource source) {
        List<SourceFile> found = new ArrayList<>();
        try {
            Files.walkFileTree(source.folder(), new Collector(source.folder(), found));
        } catch (IOException unreadable) {
            throw DataSources.unreadable(source, "cannot be read");
        }
        if (found.size() > MOST) {
            throw DataSources.unreadable(source, "holds more than %d files".formatted(MOST));
        }
        if (found.isEmpty()) {
            throw DataSources.unreadable(source, "is empty");
        }
        found.sort(Comparator.comparing(SourceFile::name));
        return found;
    }

    private static final class Collector extends SimpleFileVisitor<Path> {

        private final Path folder;
        private final List<SourceFile> found;

        Collector(Path folder, List<SourceFile> found) {
            this.folder = folder;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return hidden(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !hidden(file)) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                found.add(
                        new SourceFile(
                                name, file, attributes.size(), attributes.lastModifiedTime()));
            }
            return found.size() > MOST ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException unreadable)
                throws IOException {
            if (file.equals(folder)) {
                throw unreadable;
            }
            return FileVisitResult.CONTINUE;
        }

        private boolean hidden(Path path) {
            return !path.equals(folder) && path.getFileName().toString().startsWith(".");
        }
    }
}
