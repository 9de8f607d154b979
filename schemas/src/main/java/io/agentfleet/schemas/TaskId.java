package io.agentfleet.schemas;

/**
 * Names one task of one agent. Ids of a plan's nodes are derived from the root's, so that a
 * repeated dispatch is recognised.
 *
 * @param value 1 to 128 letters, digits, '.', '_' or '-'
 */
public record TaskId(String value) {
    public TaskId {
        Identifier.require("task_id", value);
    }

    /** The id of the task that carries out a node of this root task's plan. */
    public TaskId node(String nodeId) {
        return new TaskId(value + "." + nodeId);
    }

    @Override
    public String toString() {
        return value;
    }
}
