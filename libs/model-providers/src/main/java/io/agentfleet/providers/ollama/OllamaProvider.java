package io.agentfleet.providers.ollama;

import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelProvider;
import io.agentfleet.agent.model.ModelSettings;
import io.agentfleet.providers.chat.ProviderModel;
import jakarta.inject.Singleton;

/** Opens models of the provider {@code ollama}; nothing of its client is loaded before. */
@Singleton
public class OllamaProvider implements ModelProvider {

    @Override
    public String name() {
        return "ollama";
    }

    @Override
    public LanguageModel open(ModelSettings settings) {
        return new ProviderModel(new OllamaProtocol(), settings);
    }
}
