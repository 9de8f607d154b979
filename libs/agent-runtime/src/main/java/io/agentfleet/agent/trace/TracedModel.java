package io.agentfleet.agent.trace;

import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelId;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.schemas.FleetException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;

/** A model each of whose calls is a span. */
final class TracedModel implements LanguageModel {

    private final LanguageModel model;
    private final Tracer tracer;

    TracedModel(LanguageModel model, Tracer tracer) {
        this.model = model;
        this.tracer = tracer;
    }

    @Override
    public ModelId id() {
        return model.id();
    }

    @Override
    public ModelResponse complete(ModelRequest request) {
        Span span = SpanConventions.chat(tracer, model.id(), request).startSpan();
        try (Scope _ = span.makeCurrent()) {
            ModelResponse response = model.complete(request);
            SpanConventions.used(span, response.usage().input(), response.usage().output());
            return response;
        } catch (FleetException e) {
            SpanConventions.failed(span, e.code());
            throw e;
        } finally {
            span.end();
        }
    }

    @Override
    public boolean isReady() {
        return model.isReady();
    }
}
