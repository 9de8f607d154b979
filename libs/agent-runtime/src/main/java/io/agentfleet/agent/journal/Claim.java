package io.agentfleet.agent.journal;

import io.agentfleet.schemas.TaskId;

/**
 * The right to carry out one attempt of a task, until somebody gets a later one.
 *
 * @param fence grows with every claim of the task; the journal refuses writes under an older one
 */
public record Claim(TaskId task, int attempt, OwnerId owner, long fence) {}
