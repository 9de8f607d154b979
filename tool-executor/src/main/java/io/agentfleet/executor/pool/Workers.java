package io.agentfleet.executor.pool;

import io.agentfleet.executor.sandbox.OutputFolder;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.source.DataSources;
import io.agentfleet.executor.worker.WorkerLimits;
import io.agentfleet.executor.worker.WorkerTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tools that compute on what users and models brought, each call in a worker process.
 *
 * <p>Lifecycle: started once; {@link #close} ends the workers and deletes what they loaded.
 */
public final class Workers implements AutoCloseable {

    private final Path folder;
    private final WorkerPool pool;
    private final SourceLoading loading;

    private Workers(Path folder, WorkerPool pool, SourceLoading loading) {
        this.folder = folder;
        this.pool = pool;
        this.loading = loading;
    }

    /**
     * Starts the first worker.
     *
     * @param workFolder for loaded sources and for the workers' own files; executors may share it
     */
    public static Workers start(Path workFolder, WorkerSettings settings, WorkerLimits limits)
            throws IOException {
        Path shared = Files.createDirectories(workFolder.toAbsolutePath().normalize());
        Path folder = ownFolder(shared);
        WorkerCommand command = new WorkerCommand(WorkerClassPath.of(shared), limits);
        WorkerPool pool = new WorkerPool(settings, command, folder);
        return new Workers(folder, pool, new SourceLoading(pool, folder, settings.loadTime()));
    }

    /** A folder named after this process; those of processes that are gone are deleted. */
    private static Path ownFolder(Path workFolder) throws IOException {
        String own = String.valueOf(ProcessHandle.current().pid());
        try (Stream<Path> folders = Files.list(workFolder)) {
            folders.filter(folder -> isLeft(folder.getFileName().toString(), own))
                    .forEach(Folders::delete);
        }
        return Files.createDirectory(
                workFolder.resolve(own),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static boolean isLeft(String name, String own) {
        return name.matches("\\d{1,18}")
                && (name.equals(own) || ProcessHandle.of(Long.parseLong(name)).isEmpty());
    }

    /** Those tools, for the registry and for calls. */
    public List<Tool> tools(DataSources sources, OutputFolder output) {
        SourceLoads loads = new SourceLoads(sources, loading);
        return Stream.of(WorkerTool.values())
                .<Tool>map(tool -> new ComputedTool(tool, loads, pool, output))
                .toList();
    }

    @Override
    public void close() {
        pool.close();
        Folders.delete(folder);
    }
}
