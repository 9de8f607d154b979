package io.agentfleet.executor.source;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Locale;

/**
 * A file of a data source as it was when it was seen: two that are equal hold the same.
 *
 * @param name path within the folder, with slashes
 */
public record SourceFile(String name, Path path, long size, FileTime modified) {

    /** The lower-case ending after the last dot, or empty. */
    public String extension() {
        String file = fileName();
        int dot = file.lastIndexOf('.');
        return dot < 0 ? "" : file.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** The file's name without folder and ending. */
    public String baseName() {
        String file = fileName();
        int dot = file.lastIndexOf('.');
        return dot <= 0 ? file : file.substring(0, dot);
    }

    private String fileName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
