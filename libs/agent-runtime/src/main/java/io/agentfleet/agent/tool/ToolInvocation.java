package io.agentfleet.agent.tool;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.run.ToolCall;

/**
 * A tool call with on whose behalf it is made.
 *
 * @param call the model's wish
 * @param tenant whose data
 * @param session the conversation
 * @param task the agent's task
 * @param rootTask the user's task that it serves
 * @param agent who calls
 * @param depth 0 for a user's task, one more for each agent that handed work on
 * @param step turn of the loop, from 1
 * @param dataSource name of the task's data source; empty if it has none
 * @param grant as it came with the task; empty in an open fleet
 */
public record ToolInvocation(
        ToolCall call,
        String tenant,
        SessionId session,
        TaskId task,
        TaskId rootTask,
        AgentName agent,
        int depth,
        int step,
        String dataSource,
        String grant) {}
