package io.agentfleet.executor.worker;

import io.agentfleet.schemas.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a coverage-guided fuzzer calls ({@code ci/fuzz}): each input is a file that is loaded as a
 * worker loads it; a good file must be loaded after it.
 *
 * <p>So it finds what a worker would answer with {@code internal}, and files that harm others. That
 * something is nested too deeply is an answer. Memory and time are bounded by the process that a
 * worker is, which this is not: what needs too much memory is no finding.
 */
public final class FileFuzzer implements AutoCloseable {

    private static final WorkerLimits LIMITS = new WorkerLimits(256, 384, 1, 10_000, 32, 5_000);
    private static final int FILES_OF_A_SOURCE = 500;

    /** Of the format in the system property {@code fuzz.format}; static as the fuzzer wants it. */
    private static @Nullable FileFuzzer running;

    private final String extension;
    private final SourceKind kind;
    private final Path folder;
    private final Worker worker;
    private int files;

    /** Begins with an empty source. */
    public FileFuzzer(String extension) throws IOException {
        this.extension = extension;
        this.kind = SourceKind.TABLES.holds(extension) ? SourceKind.TABLES : SourceKind.DOCUMENTS;
        this.folder = Files.createTempDirectory("fuzz-");
        Path loaded = Files.createDirectory(folder.resolve("loaded"));
        this.worker = new Worker(new WorkerRequest.Bind("", loaded.toString()), LIMITS);
    }

    /** Called for each input. */
    public static void fuzzerTestOneInput(byte[] content) throws IOException {
        FileFuzzer fuzzer = running;
        if (fuzzer == null) {
            fuzzer = new FileFuzzer(System.getProperty("fuzz.format", "csv"));
            running = fuzzer;
        }
        boolean reusable = false;
        try {
            fuzzer.load(content);
            reusable = fuzzer.files < FILES_OF_A_SOURCE;
        } catch (OutOfMemoryError ended) {
            // It ends a worker, and costs this file a problem.
        } finally {
            if (!reusable) {
                running = null;
                fuzzer.close();
            }
        }
    }

    /** Loads a file that holds this. */
    public void load(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("given." + extension), content);
        if (!loads(file)) {
            Path good = folder.resolve(kind == SourceKind.TABLES ? "good.csv" : "good.txt");
            if (!loads(Files.writeString(good, "a,b\n1,2\n"))) {
                throw new AssertionError("a good file after it was not loaded");
            }
        }
    }

    private boolean loads(Path file) throws IOException {
        String name = ++files + "-" + file.getFileName();
        WorkerAnswer answer =
                worker.answer(
                        new WorkerRequest.LoadFile(
                                kind, name, file.toString(), Files.size(file), "t" + files));
        known(answer);
        return answer instanceof WorkerAnswer.Loaded(var loaded) && loaded.entry() != null;
    }

    private static void known(WorkerAnswer answer) {
        if (answer instanceof WorkerAnswer.Refused(ErrorCode code, String message)
                && code == ErrorCode.INTERNAL) {
            throw new AssertionError(message);
        }
    }

    /** Finishes the source. */
    @Override
    public void close() throws IOException {
        try {
            known(worker.answer(new WorkerRequest.Finish(kind)));
        } finally {
            delete();
        }
    }

    private void delete() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
