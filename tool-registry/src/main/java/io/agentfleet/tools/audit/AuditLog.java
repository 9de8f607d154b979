package io.agentfleet.tools.audit;

/** Port to the log of calls. */
@FunctionalInterface
public interface AuditLog {

    /** Takes an entry without waiting for the log; never throws. */
    void record(AuditEntry entry);
}
