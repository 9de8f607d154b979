package io.agentfleet.providers.gemini;

import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelProvider;
import io.agentfleet.agent.model.ModelSettings;
import io.agentfleet.providers.chat.ProviderModel;
import jakarta.inject.Singleton;

/** Opens models of the provider {@code gemini}; nothing of its client is loaded before. */
@Singleton
public class GeminiProvider implements ModelProvider {

    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public LanguageModel open(ModelSettings settings) {
        return new ProviderModel(new GeminiProtocol(), settings);
    }
}
