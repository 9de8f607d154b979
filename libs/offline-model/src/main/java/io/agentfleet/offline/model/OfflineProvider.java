package io.agentfleet.offline.model;

import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelProvider;
import io.agentfleet.agent.model.ModelSettings;
import jakarta.inject.Singleton;

/** Opens the model that needs no settings. */
@Singleton
public class OfflineProvider implements ModelProvider {

    @Override
    public String name() {
        return "offline";
    }

    @Override
    public LanguageModel open(ModelSettings settings) {
        return new OfflineLanguageModel();
    }
}
