package io.agentfleet.agent.drill;

import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelId;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.pause.Boundary;
import io.agentfleet.pause.PausePoints;

/** A model after whose answer the process can be held. */
final class PausingModel implements LanguageModel {

    private final LanguageModel real;
    private final PausePoints points;

    PausingModel(LanguageModel real, PausePoints points) {
        this.real = real;
        this.points = points;
    }

    @Override
    public ModelId id() {
        return real.id();
    }

    @Override
    public ModelResponse complete(ModelRequest request) {
        ModelResponse response = real.complete(request);
        points.reached(Boundary.MODEL_ANSWERED);
        return response;
    }

    @Override
    public boolean isReady() {
        return real.isReady();
    }
}
