package io.agentfleet.tools.audit;

/** Port to the log of calls and registrations. */
@FunctionalInterface
public interface AuditLog {

    /** Takes an entry without waiting for the log; never throws. */
    void record(AuditEntry entry);

    /** Takes an entry and waits until the log has it, as long as that is bearable; never throws. */
    default void recordDurably(AuditEntry entry) {
        record(entry);
    }
}
