package io.agentfleet.executor.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file of a source.
 *
 * @param entry what the source's catalog says of it; null if it could not be loaded
 * @param problems what is wrong with it
 */
public record LoadedFile(@Nullable JsonNode entry, List<SourceProblem> problems) {
    public LoadedFile {
        // What travels as JSON comes back as a node that says null.
        entry = entry == null || entry.isNull() ? null : entry;
        problems = List.copyOf(problems);
    }

    /** A file that is not there for the tools. */
    public static LoadedFile unusable(String file, String why) {
        return new LoadedFile(null, List.of(new SourceProblem(file, why)));
    }
}
