package io.agentfleet.executor.pool;

import io.agentfleet.executor.source.DataSource;
import io.agentfleet.executor.source.DataSources;
import io.agentfleet.executor.source.SourceFile;
import io.agentfleet.executor.source.SourceFiles;
import io.agentfleet.executor.worker.SourceKind;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What was loaded from each data source, loaded anew when the source's files change.
 *
 * <p>Threads: callers of one source share one load. It goes on when a caller's time is over, so
 * that the next call finds it done. The least recently used sources are forgotten.
 */
final class SourceLoads {

    private static final int MOST = 16;

    private record Key(String source, SourceKind kind) {}

    private record Load(
            DataSource source, List<SourceFile> files, FutureTask<LoadedSource> result) {}

    private final DataSources sources;
    private final SourceLoading loading;
    private final Map<Key, Load> loads = new LinkedHashMap<>(16, 0.75f, true);

    SourceLoads(DataSources sources, SourceLoading loading) {
        this.sources = sources;
        this.loading = loading;
    }

    /**
     * The source as its files are now.
     *
     * @throws FleetException UNKNOWN_DATA_SOURCE, UNREADABLE_DATA, or TOOL_TIMEOUT while it is
     *     being loaded
     */
    LoadedSource get(String name, SourceKind kind, Duration limit) throws InterruptedException {
        DataSource source = sources.find(name);
        List<SourceFile> files =
                SourceFiles.of(source).stream()
                        .filter(file -> kind.holds(file.extension()))
                        .toList();
        Load load = loadOf(new Key(name, kind), source, files);
        try {
            return load.result().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException goesOn) {
            throw new FleetException(
                    ErrorCode.TOOL_TIMEOUT,
                    "data source '%s' (%d files) is still being loaded: ask again in some seconds"
                            .formatted(name, files.size()),
                    goesOn);
        } catch (ExecutionException failed) {
            forget(new Key(name, kind), load);
            if (failed.getCause() instanceof FleetException known) {
                throw known;
            }
            throw new IllegalStateException("loading of " + name, failed.getCause());
        }
    }

    /** Where all that is loaded from this source stands; null if there is no such source. */
    @Nullable Path home(String name) {
        try {
            return loading.home(sources.find(name));
        } catch (FleetException none) {
            return null;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private synchronized Load loadOf(Key key, DataSource source, List<SourceFile> files) {
        Load known = loads.get(key);
        if (known != null && known.source().equals(source) && known.files().equals(files)) {
            return known;
        }
        FutureTask<LoadedSource> result =
                new FutureTask<>(() -> loading.load(source, key.kind(), files));
        Load fresh = new Load(source, files, result);
        loads.put(key, fresh);
        dropOldest();
        Thread.ofVirtual().name("load-" + source.name()).start(result);
        return fresh;
    }

    private void dropOldest() {
        Iterator<Load> oldestFirst = loads.values().iterator();
        while (loads.size() > MOST) {
            oldestFirst.next();
            oldestFirst.remove();
        }
    }

    private synchronized void forget(Key key, Load load) {
        loads.remove(key, load);
    }
}
