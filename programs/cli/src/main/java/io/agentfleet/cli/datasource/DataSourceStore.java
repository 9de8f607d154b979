package io.agentfleet.cli.datasource;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.JsonFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Folders that tasks may name. The executor reads the same file; a task never names a path. Safe
 * beside other {@code ./fleet} commands.
 */
public record DataSourceStore(FleetHome home) {

    /** What the file holds: names and absolute paths. */
    private static final class Paths extends TreeMap<String, String> {
        private static final long serialVersionUID = 1L;
    }

    /** Every source, by name. */
    public Map<String, String> all() {
        return new LinkedHashMap<>(file().read().orElseGet(Paths::new));
    }

    /**
     * The name of a folder, given to it now if it had none.
     *
     * @throws CommandException if it is no readable folder with something in it
     */
    public String register(Path folder) {
        Path real = requireUsable(folder);
        return locked(() -> {
            Paths paths = file().read().orElseGet(Paths::new);
            String name = DataSourceName.of(real, paths);
            if (!real.toString().equals(paths.put(name, real.toString()))) {
                file().write(paths);
            }
            return name;
        });
    }

    /** Forgets a source; its folder is not touched. */
    public void remove(String name) {
        locked(() -> {
            Paths paths = file().read().orElseGet(Paths::new);
            if (paths.remove(name) == null) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "there is no data source '%s': './fleet data list' shows them"
                                .formatted(name));
            }
            file().write(paths);
            return name;
        });
    }

    private JsonFile<Paths> file() {
        return new JsonFile<>(home.sources(), Paths.class);
    }

    private static Path requireUsable(Path folder) {
        if (!Files.exists(folder)) {
            throw unusable(folder, "does not exist");
        }
        if (!Files.isDirectory(folder)) {
            throw unusable(folder, "is a file; give the folder that holds it");
        }
        if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
            throw unusable(folder, "is not readable for you; change its permissions");
        }
        try (Stream<Path> files = Files.walk(folder, 4)) {
            if (files.noneMatch(Files::isRegularFile)) {
                throw unusable(
                        folder,
                        "holds no file; put tables (CSV, JSON, Parquet) or documents (Markdown, text, HTML, PDF) into it");
            }
            return folder.toRealPath();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw unusable(folder, "cannot be read: " + e.getMessage());
        }
    }

    private static CommandException unusable(Path folder, String why) {
        return new CommandException(ExitCode.USAGE, "data folder %s %s".formatted(folder, why));
    }

    private <T> T locked(java.util.function.Supplier<T> change) {
        try {
            Files.createDirectories(home.home());
            try (FileChannel channel =
                            FileChannel.open(
                                    home.home().resolve("sources.lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IOException("lock lost");
                }
                return change.get();
            }
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "%s cannot be changed: %s".formatted(home.sources(), e.getMessage()),
                    e);
        }
    }
}
