package io.agentfleet.access.identity;

/** An operation of a service, over REST or gRPC. */
public enum Operation {
    /** Submit a task, or run one synchronously over HTTP. */
    SUBMIT,
    /** Run a task synchronously over gRPC. */
    RUN,
    /** Read tasks, their events, logs and traces. */
    READ,
    /** Cancel a task. */
    CANCEL,
    /** Rebuild the views. */
    REBUILD,
    /** Read and change the log levels of a service. */
    LOG_LEVELS,
    /** List tools and the permissions to call them. */
    READ_TOOLS,
    /** Register a tool. */
    REGISTER_TOOL,
    /** Call a tool or list tools on behalf of an agent. */
    INVOKE_TOOL,
    /** Execute a tool, without any further guard. */
    EXECUTE_TOOL,
    /** Export spans. */
    EXPORT_SPANS
}
