package io.agentfleet.tools.catalog;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** A log that is read as soon as it is written; it can be told not to be ready. */
@Alternative
@Singleton
public final class InMemoryDefinitionLog implements DefinitionLog {

    private final ToolCatalog catalog;
    private boolean ready = true;

    public InMemoryDefinitionLog(ToolCatalog catalog) {
        this.catalog = catalog;
        catalog.complete();
    }

    /** From now on the log is, or is not, read. */
    public void ready(boolean now) {
        ready = now;
    }

    @Override
    public void append(RegisteredTool tool) {
        boolean _ = catalog.put(tool);
    }

    @Override
    public boolean ready() {
        return ready;
    }
}
