package io.agentfleet.tools.catalog;

/** Port to the log that holds the last definition of each tool; every replica reads all of it. */
public interface DefinitionLog {

    /**
     * Appends a tool and waits until this replica has read it. It is in the catalog then, unless
     * another owner of its name stands earlier on the log.
     *
     * @throws io.agentfleet.schemas.FleetException with UNAVAILABLE if the log does not take it
     */
    void append(RegisteredTool tool);

    /**
     * True once all definitions that stood in the log at the start are in the catalog, and while
     * the log answers.
     */
    boolean ready();
}
