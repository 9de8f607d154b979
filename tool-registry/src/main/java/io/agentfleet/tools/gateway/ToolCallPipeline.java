package io.agentfleet.tools.gateway;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.telemetry.LogKeys;
import io.agentfleet.telemetry.LogScope;
import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.call.CallArguments;
import io.agentfleet.tools.call.CallOutcome;
import io.agentfleet.tools.call.CallResult;
import io.agentfleet.tools.call.Caller;
import io.agentfleet.tools.catalog.RegisteredTool;
import io.agentfleet.tools.catalog.ToolCatalog;
import io.agentfleet.tools.catalog.ToolDefinition;
import io.agentfleet.tools.guard.GuardChain;
import io.agentfleet.tools.guard.Permissions;
import io.agentfleet.tools.guard.Verdict;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The way of one call: guards, breaker and bulkhead, endpoint, size cap, audit. Every call that
 * reaches it is audited and counted, whatever becomes of it. Blocking, safe for many threads; one
 * call never takes another one down.
 */
public final class ToolCallPipeline {

    private static final Logger LOG = Logger.getLogger(ToolCallPipeline.class);

    private final ToolCatalog catalog;
    private final Supplier<Permissions> permissions;
    private final GuardChain guards;
    private final ToolEndpoint endpoint;
    private final ResultSizeLimit cap;
    private final CallRecords records;

    ToolCallPipeline(
            ToolCatalog catalog,
            Supplier<Permissions> permissions,
            GuardChain guards,
            ToolEndpoint endpoint,
            ResultSizeLimit cap,
            CallRecords records) {
        this.catalog = catalog;
        this.permissions = permissions;
        this.guards = guards;
        this.endpoint = endpoint;
        this.cap = cap;
        this.records = records;
    }

    /**
     * The tools that this agent may call and that are there for this tenant, in the order of its
     * permissions.
     *
     * @throws FleetException with UNAVAILABLE while the catalog is not read
     */
    public List<ToolDefinition> toolsFor(AgentName agent, String tenant) {
        requireCatalog();
        return permissions.get().of(agent, tenant).stream()
                .flatMap(name -> catalog.find(name).stream())
                .map(RegisteredTool::definition)
                .toList();
    }

    /** Passes a call through. Never throws: a refused or failed call is an outcome. */
    public CallResult invoke(String tool, String arguments, Caller caller) {
        long started = System.nanoTime();
        Call call =
                new Call(
                        tool,
                        catalog.find(tool, caller.tenant()),
                        CallArguments.parse(arguments),
                        caller);
        CallOutcome outcome;
        Duration took;
        try (LogScope _ = logs(call)) {
            outcome = outcome(call);
            took = Duration.ofNanos(System.nanoTime() - started);
            records.ended(call, outcome, took);
        }
        String version =
                call.registered().map(one -> one.definition().version().toString()).orElse("");
        return new CallResult(outcome, took, version);
    }

    private static LogScope logs(Call call) {
        return LogScope.open()
                .with(LogKeys.SESSION, call.caller().session().value())
                .with(LogKeys.ROOT_TASK, call.caller().rootTask().value())
                .with(LogKeys.TASK, call.caller().task().value())
                .with(LogKeys.AGENT, call.caller().agent().value())
                .with(LogKeys.TOOL, call.tool())
                .with(Span.current().getSpanContext());
    }

    private CallOutcome outcome(Call call) {
        try {
            requireCatalog();
            return switch (guards.judge(call)) {
                case Verdict.Allowed _ -> capped(endpoint.execute(call));
                case Verdict.Refused(ErrorCode code, String reason) ->
                        new CallOutcome.Rejected(code, reason);
            };
        } catch (ToolEndpoint.Failure e) {
            return e.outcome();
        } catch (FleetException e) {
            return new CallOutcome.Rejected(e.code(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("tool_call_broken", e);
            return new CallOutcome.Failed(
                    ErrorCode.INTERNAL,
                    "the call of '%s' broke inside the registry: see its log"
                            .formatted(call.tool()));
        }
    }

    private void requireCatalog() {
        if (!catalog.isComplete()) {
            throw new FleetException(
                    ErrorCode.UNAVAILABLE,
                    "the registry has just started and does not know its tools yet: try again when its /ready answers 200");
        }
    }

    private CallOutcome capped(CallOutcome outcome) {
        if (!(outcome instanceof CallOutcome.Succeeded(String content, var files))) {
            return outcome;
        }
        return new CallOutcome.Succeeded(cap.fit(content), files);
    }
}
