package io.agentfleet.telemetry;

/** What log lines are found by. The keys of a trace are those that Quarkus uses. */
public final class LogKeys {

    public static final String SESSION = "session";
    public static final String TASK = "task";
    public static final String ROOT_TASK = "root_task";
    public static final String AGENT = "agent";
    public static final String TOOL = "tool";
    public static final String TRACE = "traceId";
    public static final String SPAN = "spanId";

    private LogKeys() {}
}
