package io.agentfleet.agent.meter;

import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelId;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.schemas.FleetException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A model each of whose calls is measured. */
final class MeteredModel implements LanguageModel {

    private final LanguageModel model;
    private final AgentMeters meters;

    MeteredModel(LanguageModel model, AgentMeters meters) {
        this.model = model;
        this.meters = meters;
    }

    @Override
    public ModelId id() {
        return model.id();
    }

    @Override
    public ModelResponse complete(ModelRequest request) {
        return measured(() -> model.complete(request));
    }

    @Override
    public ModelResponse stream(ModelRequest request, Consumer<String> text) {
        return measured(() -> model.stream(request, text));
    }

    private ModelResponse measured(Supplier<ModelResponse> call) {
        long start = System.nanoTime();
        try {
            ModelResponse response = call.get();
            meters.modelCalled(id(), Optional.empty(), since(start));
            return response;
        } catch (FleetException e) {
            meters.modelCalled(id(), Optional.of(e.code()), since(start));
            throw e;
        }
    }

    @Override
    public String settings() {
        return model.settings();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public Optional<String> problem() {
        return model.problem();
    }
}
