package io.agentfleet.executor.pool;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.executor.source.DataSource;
import io.agentfleet.executor.source.LoadedFile;
import io.agentfleet.executor.source.SourceCatalog;
import io.agentfleet.executor.source.SourceFile;
import io.agentfleet.executor.source.SourceProblem;
import io.agentfleet.executor.tables.TableNames;
import io.agentfleet.executor.worker.SourceKind;
import io.agentfleet.executor.worker.WorkerAnswer;
import io.agentfleet.executor.worker.WorkerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Loads a source, file after file, in a worker of its own. A file at which the worker ends, or
 * which takes too long, is a problem of that source; the next worker goes on with the next file.
 */
final class SourceLoading {

    private static final int AT_ONCE = 2;
    private static final Duration FILE_TIME = Duration.ofSeconds(30);

    private final WorkerPool pool;
    private final Path folder;
    private final Duration loadTime;
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final AtomicLong made = new AtomicLong();

    /**
     * @param folder under which each source gets one
     * @param loadTime for all files of a source
     */
    SourceLoading(WorkerPool pool, Path folder, Duration loadTime) {
        this.pool = pool;
        this.folder = folder;
        this.loadTime = loadTime;
    }

    /** The folder under which all that is loaded from this source stands, and nothing else. */
    Path home(DataSource source) throws IOException {
        String data = source.name() + "\n" + source.folder();
        return Files.createDirectories(
                folder.resolve("source-" + UUID.nameUUIDFromBytes(data.getBytes(UTF_8))));
    }

    /** Loads these files; what could not be loaded stands in the catalog of the result. */
    LoadedSource load(DataSource source, SourceKind kind, List<SourceFile> files)
            throws IOException, InterruptedException {
        places.acquire();
        Path home = home(source);
        Path target = Files.createDirectory(home.resolve("load-" + made.incrementAndGet()));
        LoadedSource loaded = new LoadedSource(kind, home, target);
        try (Run run = new Run(source.folder(), target, kind)) {
            run.load(files).write(target);
            return loaded;
        } finally {
            places.release();
        }
    }

    /** One load, with the worker that is at it. */
    private final class Run implements AutoCloseable {

        private final Path source;
        private final Path target;
        private final SourceKind kind;
        private final long deadline = System.nanoTime() + loadTime.toNanos();
        private @Nullable WorkerProcess worker;

        Run(Path source, Path target, SourceKind kind) {
            this.source = source;
            this.target = target;
            this.kind = kind;
        }

        SourceCatalog load(List<SourceFile> files) throws InterruptedException {
            List<JsonNode> entries = new ArrayList<>();
            List<SourceProblem> problems = new ArrayList<>();
            Map<SourceFile, String> names = TableNames.of(files);
            for (SourceFile file : files) {
                String name = names.getOrDefault(file, file.baseName());
                LoadedFile loaded = load(file, name);
                if (loaded.entry() != null) {
                    entries.add(loaded.entry());
                }
                problems.addAll(loaded.problems());
            }
            problems.addAll(ask(new WorkerRequest.Finish(kind), "").problems());
            return new SourceCatalog(entries, problems);
        }

        private LoadedFile load(SourceFile file, String name) throws InterruptedException {
            if (System.nanoTime() > deadline) {
                return LoadedFile.unusable(
                        file.name(),
                        "the files before it took more than %d s: split the source"
                                .formatted(loadTime.toSeconds()));
            }
            WorkerRequest request =
                    new WorkerRequest.LoadFile(
                            kind, file.name(), file.path().toString(), file.size(), name);
            LoadedFile loaded = ask(request, file.name());
            if (loaded.entry() == null) {
                close(); // what it still holds of that file must not be missing for the next one
            }
            return loaded;
        }

        private LoadedFile ask(WorkerRequest request, String file) throws InterruptedException {
            try {
                WorkerProcess current = worker;
                if (current == null) {
                    current = pool.loader(source, target, FILE_TIME);
                    worker = current;
                }
                return switch (current.ask(request, FILE_TIME)) {
                    case WorkerAnswer.Loaded(LoadedFile loaded) -> loaded;
                    case WorkerAnswer.Refused(var _, String message) ->
                            LoadedFile.unusable(file, message);
                    case WorkerAnswer.Bound other -> throw WorkerProcess.unexpected(other);
                    case WorkerAnswer.Computed other -> throw WorkerProcess.unexpected(other);
                };
            } catch (TimeoutException late) {
                close();
                return LoadedFile.unusable(
                        file,
                        "it was not loaded within %d s: make it smaller"
                                .formatted(FILE_TIME.toSeconds()));
            } catch (WorkerEnded ended) {
                close();
                return LoadedFile.unusable(
                        file,
                        "it needs more memory than a file may, or is nested too deeply: make it smaller or simpler");
            }
        }

        @Override
        public void close() {
            WorkerProcess current = worker;
            worker = null;
            if (current != null) {
                current.close();
            }
        }
    }
}
