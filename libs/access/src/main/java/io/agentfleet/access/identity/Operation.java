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
    /** Make a tool known; which names are whose is for the two rights that follow. */
    REGISTER_TOOL,
    /** Make a tool known to all tenants: one with a plain name. */
    REGISTER_FLEET_TOOL,
    /** Make a tool known to one's own tenant: one in its name space. */
    REGISTER_TENANT_TOOL,
    /** Give the name of a tool to another owner. */
    TRANSFER_TOOL,
    /** Call a tool, or ask which there are, in an agent's name. */
    INVOKE_TOOL,
    /** Have a tool carried out, without any further guard. */
    EXECUTE_TOOL,
    /** Hand spans in. */
    EXPORT_SPANS
}
