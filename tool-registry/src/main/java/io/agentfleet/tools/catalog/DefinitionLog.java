package io.agentfleet.tools.catalog;

/** Port to the log that holds the last definition of each tool; every replica reads all of it. */
public interface DefinitionLog {

    /**
     * Appends a definition and waits until this replica's catalog shows it.
     *
     * @throws io.agentfleet.schemas.FleetException with UNAVAILABLE if the log does not take it
     */
    void append(ToolDefinition definition);

    /**
     * True once all definitions that stood in the log at the start are in the catalog, and while
     * the log answers.
     */
    boolean ready();
}
