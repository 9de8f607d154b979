package io.agentfleet.orchestrator.machine;

import io.agentfleet.taskmodel.task.Task;

/**
 * Gives a node's task what its agent shows with each tool call. Pure: the same for the same task.
 */
@FunctionalInterface
public interface NodeGrants {

    /** Of an open fleet. */
    NodeGrants NONE = task -> task;

    /** The task with its grant. */
    Task granted(Task task);
}
