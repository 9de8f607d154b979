package io.agentfleet.taskapi.service;

/** Whether the model that answers this service's tasks can be reached. */
@FunctionalInterface
public interface ModelHealth {

    /** True if it can. Blocking, bounded by seconds. */
    boolean isServing();
}
