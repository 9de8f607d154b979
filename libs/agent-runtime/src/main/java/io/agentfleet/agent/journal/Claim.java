package io.agentfleet.agent.journal;

import io.agentfleet.schemas.TaskId;

/**
 * The right to run one attempt of a task, until a later attempt is claimed.
 *
 * @param fence grows with every claim of the task; the journal refuses writes under an older one
 */
public record Claim(TaskId task, int attempt, OwnerId owner, long fence) {}
