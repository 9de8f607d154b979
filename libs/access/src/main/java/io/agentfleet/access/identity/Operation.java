package io.agentfleet.access.identity;

/** An operation of a service, over REST or gRPC. */
public enum Operation {
    /** Submit a task, or run one synchronously over HTTP. */
    SUBMIT,
    /** Run a task synchronously over gRPC. */
    RUN,
    /** Read tasks, their events, logs and traces. */
    READ,
    /** Read what models have cost. */
    READ_COSTS,
    /** Cancel a task. */
    CANCEL,
    /** Rebuild the views. */
    REBUILD,
    /** Read and change the log levels of a service. */
    LOG_LEVELS,
    /** List tools and the permissions to call them. */
    READ_TOOLS,
    /** Make a tool known; which names are whose is for the two rights that follow. */
    REGISTER_TOOL,
    /** Make a tool known to all tenants: one with a plain name. */
    REGISTER_FLEET_TOOL,
    /** Make a tool known to one's own tenant: one in its name space. */
    REGISTER_TENANT_TOOL,
    /** Give the name of a tool to another owner. */
    TRANSFER_TOOL,
    /** Call a tool, ask which there are, or for a task's grant, in an agent's name. */
    INVOKE_TOOL,
    /** Execute a tool, without any further guard. */
    EXECUTE_TOOL,
    /** Export spans. */
    EXPORT_SPANS
}
