package io.agentfleet.executor.source;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What was loaded from each data source, loaded anew when the source's files change.
 *
 * <p>Threads: callers of one source share one load. It goes on when a caller's time is over, so
 * that the next call finds it done. The least recently used sources are forgotten.
 *
 * @param <T> what is loaded; must bear being used after it was forgotten
 */
public final class SourceCache<T> {

    private static final int MOST = 16;

    /** Reads files. */
    public interface Loader<T> {
        T load(DataSource source, List<SourceFile> files);
    }

    private record Entry<T>(DataSource source, List<SourceFile> files, FutureTask<T> load) {}

    private final Loader<T> loader;
    private final Map<String, Entry<T>> entries = new LinkedHashMap<>(16, 0.75f, true);

    public SourceCache(Loader<T> loader) {
        this.loader = loader;
    }

    /** What these files of the source hold. */
    public T get(DataSource source, List<SourceFile> files) throws InterruptedException {
        Entry<T> entry = entryOf(source, List.copyOf(files));
        try {
            return entry.load().get();
        } catch (ExecutionException failed) {
            forget(entry);
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException("loading of " + source.name(), failed.getCause());
        }
    }

    private synchronized Entry<T> entryOf(DataSource source, List<SourceFile> files) {
        Entry<T> known = entries.get(source.name());
        if (known != null && known.source().equals(source) && known.files().equals(files)) {
            return known;
        }
        Entry<T> fresh =
                new Entry<>(source, files, new FutureTask<>(() -> loader.load(source, files)));
        entries.put(source.name(), fresh);
        dropOldest();
        Thread.ofPlatform().name("load-" + source.name()).daemon().start(fresh.load());
        return fresh;
    }

    private void dropOldest() {
        Iterator<Entry<T>> oldestFirst = entries.values().iterator();
        while (entries.size() > MOST) {
            oldestFirst.next();
            oldestFirst.remove();
        }
    }

    private synchronized void forget(Entry<T> entry) {
        entries.remove(entry.source().name(), entry);
    }
}
