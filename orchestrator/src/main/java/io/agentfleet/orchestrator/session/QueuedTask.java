package io.agentfleet.orchestrator.session;

import io.agentfleet.taskmodel.task.Task;
import java.time.Instant;

/** A task that was accepted and waits for its turn. */
public record QueuedTask(Task task, Instant acceptedAt) {}
