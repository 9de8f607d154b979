package io.agentfleet.agent.trace;

import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelId;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.agent.route.Route;
import io.agentfleet.schemas.FleetException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

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
        return traced(request, () -> model.complete(request));
    }

    @Override
    public ModelResponse stream(ModelRequest request, Consumer<String> text) {
        return traced(request, () -> model.stream(request, text));
    }

    private ModelResponse traced(ModelRequest request, Supplier<ModelResponse> call) {
        Optional<String> route =
                Route.CURRENT.isBound()
                        ? Optional.of(Route.CURRENT.get().reason())
                        : Optional.empty();
        Span span = SpanConventions.chat(tracer, model.id(), request, route).startSpan();
        try (Scope _ = span.makeCurrent()) {
            ModelResponse response = call.get();
            SpanConventions.answered(span, response);
            return response;
        } catch (FleetException e) {
            SpanConventions.failed(span, e.code());
            throw e;
        } finally {
            span.end();
        }
    }

    @Override
    public String settings() {
        return model.settings();
    }

    @Override
    public Optional<String> problem() {
        return model.problem();
    }
}
