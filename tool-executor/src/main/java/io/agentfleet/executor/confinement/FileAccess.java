package io.agentfleet.executor.confinement;

import java.nio.file.Path;
import java.util.List;

/**
 * What a worker may open, with all that is below; beside it only what a JVM itself reads ({@link
 * SystemFiles}). A path that does not exist gives nothing.
 *
 * @param readable files and folders, never written
 * @param writable the worker's own folder
 */
public record FileAccess(List<Path> readable, Path writable) {

    public FileAccess {
        readable = List.copyOf(readable);
    }
}
