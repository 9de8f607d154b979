package io.agentfleet.providers.openai;

import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelProvider;
import io.agentfleet.agent.model.ModelSettings;
import io.agentfleet.providers.chat.ProviderModel;
import jakarta.inject.Singleton;

/** Opens models of the provider {@code openai}; nothing of its client is loaded before. */
@Singleton
public class OpenAiProvider implements ModelProvider {

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public LanguageModel open(ModelSettings settings) {
        return new ProviderModel(new OpenAiProtocol(), settings);
    }
}
