package io.agentfleet.telemetry.trace;

import io.agentfleet.telemetry.LogScope;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;

/**
 * A span that is current on its thread from its making until it is closed; log lines name it
 * meanwhile.
 */
public final class OpenSpan implements AutoCloseable {

    private final Span span;
    private final Scope scope;
    private final LogScope logs;

    /** Makes a started span current on this thread. */
    @SuppressWarnings("MustBeClosedChecker") // close() does
    public OpenSpan(Span span) {
        this.span = span;
        this.scope = span.makeCurrent();
        this.logs = LogScope.open().with(span.getSpanContext());
    }

    @Override
    public void close() {
        logs.close();
        scope.close();
        span.end();
    }
}
