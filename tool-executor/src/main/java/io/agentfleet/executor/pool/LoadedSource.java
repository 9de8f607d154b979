package io.agentfleet.executor.pool;

import io.agentfleet.executor.worker.SourceKind;
import java.lang.ref.Cleaner;
import java.nio.file.Path;

/**
 * What was loaded of one kind from one data source, as it was then: a folder that workers read.
 *
 * <p>Lifecycle: the folder is deleted when nobody refers to it any more. Two are equal only if they
 * are the same.
 */
final class LoadedSource {

    private static final Cleaner CLEANER = Cleaner.create();

    private final SourceKind kind;
    private final Path home;
    private final Path folder;

    LoadedSource(SourceKind kind, Path home, Path folder) {
        this.kind = kind;
        this.home = home;
        this.folder = folder;
        CLEANER.register(this, () -> Folders.delete(folder));
    }

    SourceKind kind() {
        return kind;
    }

    /** Where all that is loaded from the same source stands. */
    Path home() {
        return home;
    }

    Path folder() {
        return folder;
    }
}
