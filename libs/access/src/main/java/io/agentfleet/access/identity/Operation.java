package io.agentfleet.access.identity;

/** An operation of a service, over REST or gRPC. */
public enum Operation {
    /** Hand a task in, or have one carried out. */
    SUBMIT,
    /** Run a task on behalf of its caller, over gRPC. */
    RUN,
    /** See tasks, their events, traces. */
    READ,
    /** Stop a task. */
    CANCEL,
    /** Project the views again. */
    REBUILD,
    /** See and change what a service logs. */
    LOG_LEVELS,
    /** See the tools and who may call them. */
    READ_TOOLS,
    /** Make a tool known. */
    REGISTER_TOOL,
    /** Call a tool, ask which there are, or for a task's grant, in an agent's name. */
    INVOKE_TOOL,
    /** Have a tool carried out, without any further guard. */
    EXECUTE_TOOL,
    /** Hand spans in. */
    EXPORT_SPANS
}
