package io.agentfleet.tools.audit.kafka;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.event.ToolAuditEvent;
import io.agentfleet.tools.audit.AuditEntry;
import io.agentfleet.tools.call.Caller;

/** Audit entries as events. */
final class AuditEvents {

    private AuditEvents() {}

    static ToolAuditEvent event(AuditEntry entry) {
        Caller caller = entry.call().caller();
        return ToolAuditEvent.newBuilder()
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
                .setStatus(entry.status())
                .setErrorCode(entry.code().map(ErrorCode::wire).orElse(""))
                .setCreatedAt(entry.at())
                .setTenant(caller.tenant())
                .build();
    }
}
