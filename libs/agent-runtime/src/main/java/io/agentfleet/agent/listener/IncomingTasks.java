package io.agentfleet.agent.listener;

import io.agentfleet.messaging.record.TaskRecords;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.taskmodel.task.TokenBounds;

/**
 * Which tasks an agent takes.
 *
 * @param agent whose topic it is
 * @param tokens that they may ask for
 */
public record IncomingTasks(AgentName agent, TokenBounds tokens) {

    /**
     * The task in a record.
     *
     * @throws io.agentfleet.schemas.FleetException that names what is wrong with the record
     */
    Task of(AgentTaskEvent event) {
        return TaskRecords.task(event, agent, tokens);
    }
}
