package io.agentfleet.tools.call;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;

/**
 * On whose behalf a tool is called.
 *
 * @param tenant whose data
 * @param session the conversation
 * @param task the agent's task
 * @param rootTask the user's task that it serves
 * @param agent who calls
 * @param depth 0 for a user's task, one more for each agent that handed work on
 * @param step turn of the loop, from 1
 * @param idempotencyKey names the call across repetitions; may be empty
 * @param dataSource name of the task's data source; empty if it has none
 * @param grant shows that the agent works on the task; it goes no further than the guards
 */
public record Caller(
        String tenant,
        SessionId session,
        TaskId task,
        TaskId rootTask,
        AgentName agent,
        int depth,
        int step,
        String idempotencyKey,
        String dataSource,
        String grant) {

    /** The same caller with another key. */
    public Caller withKey(String key) {
        return new Caller(
                tenant, session, task, rootTask, agent, depth, step, key, dataSource, grant);
    }
}
