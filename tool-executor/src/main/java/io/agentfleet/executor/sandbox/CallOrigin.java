package io.agentfleet.executor.sandbox;

/**
 * Whose call it is.
 *
 * @param key idempotency key: the same for the same call repeated; empty if there is none
 * @param step of the task's run
 */
public record CallOrigin(
        String key, String tenant, String session, String task, String agent, int step) {

    /** A call without a caller. */
    public static final CallOrigin UNKNOWN = new CallOrigin("", "", "", "", "", 0);
}
