package io.agentfleet.providers.anthropic;

import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelProvider;
import io.agentfleet.agent.model.ModelSettings;
import io.agentfleet.providers.chat.ProviderModel;
import jakarta.inject.Singleton;

/** Opens models of the provider {@code anthropic}; nothing of its client is loaded before. */
@Singleton
public class AnthropicProvider implements ModelProvider {

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public LanguageModel open(ModelSettings settings) {
        return new ProviderModel(new AnthropicProtocol(), settings);
    }
}
