package io.agentfleet.tools.registration;

import io.agentfleet.schemas.FleetException;
import io.agentfleet.tools.audit.AuditEntry;
import io.agentfleet.tools.audit.AuditEntry.Action;
import io.agentfleet.tools.audit.AuditLog;
import io.agentfleet.tools.catalog.DefinitionDraft;
import io.agentfleet.tools.catalog.RegisteredTool;
import io.agentfleet.tools.catalog.ToolOwner;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What remains of a registration, a transfer and their refusals: an audit entry, a log line. */
final class RegistrationRecords {

    private static final Logger LOG = Logger.getLogger(RegistrationRecords.class);
    private static final int LONGEST = 130;

    private final AuditLog audit;
    private final InstantSource clock;

    RegistrationRecords(AuditLog audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    void registered(RegisteredTool tool, Optional<RegisteredTool> before, Registrant who) {
        String name = tool.definition().name().value();
        String endpoint = tool.definition().endpoint().toString();
        before.map(one -> one.definition().endpoint().toString())
                .filter(was -> !was.equals(endpoint))
                .ifPresent(was -> moved(name, was, endpoint, who));
        LOG.infof(
                "tool_registered tool=%s version=%s endpoint=%s owner=%s",
                name, tool.definition().version(), endpoint, tool.ownership().owner().kind());
        audit.recordDurably(entry(Action.REGISTER, tool, who));
    }

    /** In an open fleet anybody may have done it, so that somebody should look. */
    private static void moved(String tool, String from, String to, Registrant who) {
        LOG.logf(
                who.identity().isEmpty() ? Logger.Level.WARN : Logger.Level.INFO,
                "tool_moved tool=%s from=%s to=%s",
                tool,
                from,
                to);
    }

    void transferred(RegisteredTool tool, Registrant who) {
        LOG.infof(
                "tool_transferred tool=%s from=%s to=%s by=%s",
                tool.definition().name(),
                tool.ownership().transferredFrom().map(RegistrationRecords::words).orElse("nobody"),
                words(tool.ownership().owner()),
                words(who.owner()));
        audit.recordDurably(entry(Action.TRANSFER, tool, who));
    }

    private AuditEntry entry(Action action, RegisteredTool tool, Registrant who) {
        return new AuditEntry.Registration(
                action,
                tool.definition().name().value(),
                tool.definition().version().toString(),
                tool.definition().endpoint().toString(),
                who.owner().wire(),
                who.tenant(),
                tool.ownership().owner().wire(),
                Optional.empty(),
                clock.instant());
    }

    void refused(DefinitionDraft draft, Registrant who, FleetException why) {
        refused(Action.REGISTER, draft.name(), draft.version(), draft.endpoint(), who, why);
    }

    void transferRefused(String tool, Registrant who, FleetException why) {
        refused(Action.TRANSFER, tool, "", "", who, why);
    }

    private void refused(
            Action action,
            String tool,
            String version,
            String endpoint,
            Registrant who,
            FleetException why) {
        LOG.warnf(
                "tool_%s_refused tool=%s code=%s by=%s",
                action.wire(), plain(tool), why.code().wire(), words(who.owner()));
        audit.record(
                new AuditEntry.Registration(
                        action,
                        plain(tool),
                        plain(version),
                        plain(endpoint),
                        who.owner().wire(),
                        who.tenant(),
                        "",
                        Optional.of(why.code()),
                        clock.instant()));
    }

    private static String words(ToolOwner owner) {
        return switch (owner) {
            case ToolOwner.Nobody _ -> "nobody";
            case ToolOwner.FleetService _, ToolOwner.Person _ -> plain(owner.wire());
        };
    }

    /** What a caller wrote, short and in one line. */
    private static String plain(String written) {
        String line = written.replaceAll("\\p{C}", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
