package io.agentfleet.tools.gateway;

import io.agentfleet.tools.audit.AuditEntry;
import io.agentfleet.tools.audit.AuditLog;
import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.call.CallOutcome;
import io.agentfleet.tools.catalog.ToolName;
import io.agentfleet.tools.meter.RegistryMeters;
import java.time.Duration;
import java.time.InstantSource;

/** What remains of a call: its audit entry and its meters. */
final class CallRecords {

    private final AuditLog audit;
    private final RegistryMeters meters;
    private final InstantSource clock;

    CallRecords(AuditLog audit, RegistryMeters meters, InstantSource clock) {
        this.audit = audit;
        this.meters = meters;
        this.clock = clock;
    }

    void ended(Call call, CallOutcome outcome, Duration took) {
        meters.called(seriesOf(call), outcome.status(), outcome.errorCode(), took);
        AuditEntry entry =
                new AuditEntry.Called(
                        call, outcome.status(), outcome.errorCode(), took, clock.instant());
        if (mayHaveWritten(call, outcome)) {
            audit.recordDurably(entry);
        } else {
            audit.record(entry);
        }
    }

    /** Names of tenants are not for everybody who may read meters. */
    private static String seriesOf(Call call) {
        return call.registered()
                .map(tool -> tool.definition().name())
                .filter(name -> name.tenant().isEmpty())
                .map(ToolName::value)
                .orElse(RegistryMeters.OTHER);
    }

    private static boolean mayHaveWritten(Call call, CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Succeeded _, CallOutcome.Failed _ ->
                    call.registered().isPresent() && call.known().definition().writes();
            case CallOutcome.Rejected _ -> false;
        };
    }
}
