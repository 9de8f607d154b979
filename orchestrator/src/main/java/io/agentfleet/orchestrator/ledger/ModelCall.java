package io.agentfleet.orchestrator.ledger;

import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.event.EventId;

/**
 * A model's answer in a step of a task.
 *
 * @param task the user's task that it served
 * @param id names the step within that task, the same whenever it is published again
 */
public record ModelCall(TaskId task, SessionId session, String tenant, EventId id, CostLine line) {}
