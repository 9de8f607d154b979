package io.agentfleet.executor.pool;

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

    private final Path folder;

    LoadedSource(Path folder) {
        this.folder = folder;
        CLEANER.register(this, () -> Folders.delete(folder));
    }

    Path folder() {
        return folder;
    }
}
