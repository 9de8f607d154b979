package io.agentfleet.executor.sandbox;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where tasks put files: one folder per root task, and nothing outside it. A file appears whole or
 * not at all; a second write replaces the first. No symbolic link is followed, whoever put it
 * there.
 */
public final class OutputFolder {

    private static final int LARGEST = 5 * 1024 * 1024;
    private static final Map<String, String> MEDIA_TYPES =
            Map.of(
                    "md", "text/markdown",
                    "txt", "text/plain",
                    "csv", "text/csv",
                    "html", "text/html",
                    "json", "application/json",
                    "png", "image/png",
                    "svg", "image/svg+xml");

    private final Path root;
    private final LinkFreeFolder files;

    public OutputFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.files = new LinkFreeFolder(this.root);
    }

    /** True if files can be put there; makes the folder if it is missing. A link is none. */
    public boolean writable() {
        try {
            Files.createDirectories(root);
            return !Files.isSymbolicLink(root) && Files.isWritable(root);
        } catch (IOException unusable) {
            return false;
        }
    }

    /**
     * Writes a file of the context's task.
     *
     * @param path within the task's folder, such as {@code report.md}
     * @throws FleetException PERMISSION_DENIED if it leads elsewhere, PAYLOAD_TOO_LARGE above 5 MiB
     */
    public ProducedFile write(ToolContext context, String path, byte[] content) {
        if (content.length > LARGEST) {
            throw new FleetException(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "%s would have %d bytes: a file may have at most %d; write less"
                            .formatted(path, content.length, LARGEST));
        }
        Path folder = root.resolve(taskOf(context).value());
        Path file = within(folder, path);
        try {
            files.write(root.relativize(file), content);
        } catch (LinkFreeFolder.LinkException planted) {
            throw denied(path);
        } catch (IOException unwritable) {
            throw new FleetException(
                    ErrorCode.TOOL_FAILED,
                    "%s could not be written (%s): use another name, or tell the operator"
                            .formatted(path, unwritable.getClass().getSimpleName()),
                    unwritable);
        }
        return new ProducedFile(
                folder.relativize(file).toString().replace('\\', '/'),
                mediaType(file),
                file.toUri(),
                content.length);
    }

    private static TaskId taskOf(ToolContext context) {
        try {
            return new TaskId(context.rootTaskId());
        } catch (IllegalArgumentException unusable) {
            throw new FleetException(
                    ErrorCode.INVALID_ARGUMENT,
                    "a file belongs to a task: " + unusable.getMessage(),
                    unusable);
        }
    }

    private static Path within(Path folder, String path) {
        try {
            Path file = folder.resolve(path.strip()).normalize();
            boolean inside = file.startsWith(folder) && !file.equals(folder);
            if (inside && !Path.of(path.strip()).isAbsolute() && !path.contains("\\")) {
                return file;
            }
        } catch (InvalidPathException notAPath) {
            throw denied(path);
        }
        throw denied(path);
    }

    private static FleetException denied(String path) {
        return new FleetException(
                ErrorCode.PERMISSION_DENIED,
                "path '%s' leads out of the task's output folder, or over a link: give a relative path such as report.md"
                        .formatted(path));
    }

    private static String mediaType(Path file) {
        String name = file.toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return MEDIA_TYPES.getOrDefault(extension, "application/octet-stream");
    }
}
