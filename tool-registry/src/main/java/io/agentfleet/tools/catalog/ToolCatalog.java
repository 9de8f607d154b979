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
    private final boolean namesHaveOwners;

    private volatile boolean complete;

    private ToolCatalog(boolean namesHaveOwners) {
        this.namesHaveOwners = namesHaveOwners;
    }

    /** Of a fleet in which everybody shows who they are: the first owner of a name counts. */
    public static ToolCatalog secured() {
        return new ToolCatalog(true);
    }

    /** Of a fleet in which nobody does: the last definition of a name counts. */
    public static ToolCatalog open() {
        return new ToolCatalog(false);
    }

    /** The tool of this name, whosever it is. */
    public Optional<RegisteredTool> find(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    /** The tool of this name, if it is there for this tenant. */
    public Optional<RegisteredTool> find(String name, String tenant) {
        return find(name).filter(tool -> tool.definition().name().isThereFor(tenant));
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

    /**
     * The log holds this definition: it takes the place of what was there, unless the name is
     * another's.
     *
     * @return whether it does
     */
    public boolean put(RegisteredTool tool) {
        RegisteredTool now =
                tools.compute(
                        tool.definition().name().value(),
                        (_, current) ->
                                current == null || mayReplace(current, tool) ? tool : current);
        return tool.equals(now);
    }

    private boolean mayReplace(RegisteredTool current, RegisteredTool next) {
        return !namesHaveOwners || current.ownership().yieldsTo(next.ownership());
    }

    /** The log holds a tombstone for this name. */
    public void remove(String name) {
        tools.remove(name);
    }
}
