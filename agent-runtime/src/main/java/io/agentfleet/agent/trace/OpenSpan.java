package io.agentfleet.agent.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;

/** A span that is current on its thread from its making until it is closed. */
public final class OpenSpan implements AutoCloseable {

    private final Span span;
    private final Scope scope;

    @SuppressWarnings("MustBeClosedChecker") // close() does
    OpenSpan(Span span) {
        this.span = span;
        this.scope = span.makeCurrent();
    }

    @Override
    public void close() {
        scope.close();
        span.end();
    }
}
