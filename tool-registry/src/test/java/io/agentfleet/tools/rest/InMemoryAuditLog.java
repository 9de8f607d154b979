package io.agentfleet.tools.rest;

import io.agentfleet.tools.audit.AuditEntry;
import io.agentfleet.tools.audit.AuditLog;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was recorded. */
@Alternative
@Singleton
public final class InMemoryAuditLog implements AuditLog {

    private final List<AuditEntry> entries = new CopyOnWriteArrayList<>();

    /** What was recorded so far. */
    public List<AuditEntry> entries() {
        return entries;
    }

    /** What was recorded so far is forgotten. */
    public void forget() {
        entries.clear();
    }

    @Override
    public void record(AuditEntry entry) {
        entries.add(entry);
    }
}
