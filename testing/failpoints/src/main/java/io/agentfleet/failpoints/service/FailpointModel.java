package io.agentfleet.failpoints.service;

import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelId;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.failpoints.point.Failpoint;
import io.agentfleet.failpoints.point.Failpoints;
import java.util.Optional;
import java.util.function.Consumer;

/** A model after whose answer the process can be held. */
final class FailpointModel implements LanguageModel {

    private final LanguageModel real;
    private final Failpoints points;

    FailpointModel(LanguageModel real, Failpoints points) {
        this.real = real;
        this.points = points;
    }

    @Override
    public ModelId id() {
        return real.id();
    }

    @Override
    public String settings() {
        return real.settings();
    }

    @Override
    public ModelResponse complete(ModelRequest request) {
        ModelResponse response = real.complete(request);
        points.reached(Failpoint.MODEL_ANSWERED);
        return response;
    }

    @Override
    public ModelResponse stream(ModelRequest request, Consumer<String> text) {
        ModelResponse response = real.stream(request, text);
        points.reached(Failpoint.MODEL_ANSWERED);
        return response;
    }

    @Override
    public Optional<String> problem() {
        return real.problem();
    }
}
