package io.agentfleet.access.grant;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.TaskId;
import java.time.Instant;

/**
 * That an agent works on a task, and so may call tools for it.
 *
 * @param work what it works on
 * @param expires when that ends
 */
public record TaskGrant(Work work, Instant expires) {

    /**
     * Who works on what.
     *
     * @param tenant whose task
     * @param rootTask the user's task
     * @param task the agent's part of it; the same for an agent that works alone
     * @param agent who works on it
     */
    public record Work(String tenant, TaskId rootTask, TaskId task, AgentName agent) {}
}
