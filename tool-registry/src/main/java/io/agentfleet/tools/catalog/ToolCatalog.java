package io.agentfleet.tools.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The tools there are, one version of each: what the log of definitions says, as far as it was
 * read. Written by the reader of the log alone, read by many threads.
 */
public final class ToolCatalog {

    private final Map<String, RegisteredTool> tools = new ConcurrentSkipListMap<>();

    private volatile boolean complete;

    /** The tool of this name. */
    public Optional<RegisteredTool> find(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    /** All tools, by name. */
    public List<RegisteredTool> all() {
        return List.copyOf(tools.values());
    }

    /**
     * True once all that stood in the log at the start is here: before, a tool that is missing may
     * only not be read yet.
     */
    public boolean isComplete() {
        return complete;
    }

    /** All that stood in the log at the start is here. */
    public void complete() {
        complete = true;
    }

    /** The log holds this definition: it takes the place of what was there. */
    public void put(RegisteredTool tool) {
        tools.put(tool.definition().name().value(), tool);
    }

    /** The log holds a tombstone for this name. */
    public void remove(String name) {
        tools.remove(name);
    }
}
