package io.agentfleet.taskmodel.event;

/** An event of a task and its id. */
public record IdentifiedEvent(EventId id, TaskEvent event) {}
