package io.agentfleet.tools.audit.kafka;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.event.ToolAuditEvent;
import io.agentfleet.tools.audit.AuditEntry;
import io.agentfleet.tools.call.Caller;

/** Audit entries as events. */
final class AuditEvents {

    private AuditEvents() {}

    /** What the record is found by: the session of a call, the name of a tool otherwise. */
    static String key(AuditEntry entry) {
        return switch (entry) {
            case AuditEntry.Called called -> called.call().caller().session().value();
            case AuditEntry.Registration registration -> registration.tool();
        };
    }

    static ToolAuditEvent event(AuditEntry entry) {
        return switch (entry) {
            case AuditEntry.Called called -> event(called);
            case AuditEntry.Registration registration -> event(registration);
        };
    }

    private static ToolAuditEvent event(AuditEntry.Called entry) {
        Caller caller = entry.call().caller();
        return of(entry)
                .setSessionId(caller.session().value())
                .setTaskId(caller.task().value())
                .setRootTaskId(caller.rootTask().value())
                .setAgent(caller.agent().value())
                .setAgentDepth(caller.depth())
                .setToolName(entry.call().tool())
                .setVersion(
                        entry.call()
                                .registered()
                                .map(tool -> tool.definition().version().toString())
                                .orElse(""))
                .setInputHash(entry.call().arguments().hash())
                .setDurationMs(entry.took().toMillis())
                .setTenant(caller.tenant())
                .build();
    }

    private static ToolAuditEvent event(AuditEntry.Registration entry) {
        return of(entry)
                .setAction(entry.action().wire())
                .setSessionId("")
                .setTaskId("")
                .setRootTaskId("")
                .setAgent("")
                .setAgentDepth(0)
                .setToolName(entry.tool())
                .setVersion(entry.version())
                .setInputHash("")
                .setDurationMs(0)
                .setTenant(entry.tenant())
                .setActor(entry.actor())
                .setEndpoint(entry.endpoint())
                .setOwnerIdentity(entry.owner())
                .build();
    }

    private static ToolAuditEvent.Builder of(AuditEntry entry) {
        return ToolAuditEvent.newBuilder()
                .setStatus(entry.status())
                .setErrorCode(entry.code().map(ErrorCode::wire).orElse(""))
                .setCreatedAt(entry.at());
    }

    /** What the log says of an entry that was given up. */
    static String words(AuditEntry entry) {
        return switch (entry) {
            case AuditEntry.Called called ->
                    "session=%s task=%s tool=%s input_hash=%s status=%s"
                            .formatted(
                                    called.call().caller().session(),
                                    called.call().caller().task(),
                                    called.call().tool(),
                                    called.call().arguments().hash(),
                                    called.status());
            case AuditEntry.Registration registration ->
                    "action=%s tool=%s actor=%s status=%s"
                            .formatted(
                                    registration.action().wire(),
                                    registration.tool(),
                                    registration.actor(),
                                    registration.status());
        };
    }
}
