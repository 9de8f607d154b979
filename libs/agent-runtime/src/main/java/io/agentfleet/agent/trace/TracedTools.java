package io.agentfleet.agent.trace;

import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.agent.tool.ToolInvocation;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.ToolOutcome;
import io.agentfleet.telemetry.LogKeys;
import io.agentfleet.telemetry.LogScope;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** Tools each of whose calls is a span. */
final class TracedTools implements ToolGateway {

    private final ToolGateway tools;
    private final Tracer tracer;

    TracedTools(ToolGateway tools, Tracer tracer) {
        this.tools = tools;
        this.tracer = tracer;
    }

    @Override
    public List<ToolSpecification> toolsFor(AgentName agent, String tenant, Set<String> wanted) {
        return tools.toolsFor(agent, tenant, wanted);
    }

    @Override
    public ToolOutcome invoke(ToolInvocation invocation) {
        Span span = SpanConventions.executeTool(tracer, invocation).startSpan();
        try (Scope _ = span.makeCurrent();
                LogScope _ = logs(invocation, span)) {
            ToolOutcome outcome = tools.invoke(invocation);
            switch (outcome) {
                case ToolOutcome.Rejected(var code, _) -> SpanConventions.failed(span, code);
                case ToolOutcome.Failed(var code, _) -> SpanConventions.failed(span, code);
                case ToolOutcome.Succeeded _ -> {}
            }
            return outcome;
        } catch (FleetException e) {
            SpanConventions.failed(span, e.code());
            throw e;
        } finally {
            span.end();
        }
    }

    /** Each call's span belongs to the caller's. */
    @Override
    public ExecutorService threads() {
        return Context.taskWrapping(tools.threads());
    }

    /** Calls that run side by side have threads of their own, which do not know the run's keys. */
    private static LogScope logs(ToolInvocation invocation, Span span) {
        return LogScope.open()
                .with(LogKeys.SESSION, invocation.session().value())
                .with(LogKeys.ROOT_TASK, invocation.rootTask().value())
                .with(LogKeys.TASK, invocation.task().value())
                .with(LogKeys.AGENT, invocation.agent().value())
                .with(LogKeys.TOOL, invocation.call().tool())
                .with(span.getSpanContext());
    }
}
