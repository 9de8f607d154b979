package io.agentfleet.executor.source;

import java.io.IOException;

/**
 * Loads files of one source into a folder, one after another. What a file left behind is whole when
 * {@link #load} returns, so that the process may be killed between two.
 */
public interface SourceLoader extends AutoCloseable {

    /**
     * Loads a file.
     *
     * @param name by which the tools will know it
     */
    LoadedFile load(SourceFile file, String name) throws IOException;

    @Override
    void close() throws IOException;
}
