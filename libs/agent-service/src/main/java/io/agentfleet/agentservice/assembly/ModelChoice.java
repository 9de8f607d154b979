package io.agentfleet.agentservice.assembly;

import io.agentfleet.agent.configuration.ConfiguredModels;
import io.agentfleet.agent.configuration.ModelsConfig;
import io.agentfleet.agent.drill.AgentDrill;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelProvider;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * The models of the process, and the one that answers. An application with a model of its own just
 * produces it.
 */
@Dependent
class ModelChoice {

    @Produces
    @Singleton
    ConfiguredModels models(
            ModelsConfig settings,
            @Any Instance<ModelProvider> providers,
            AgentDrill drill,
            GatewayConfig gateway,
            Config config) {
        settings.byName()
                .forEach((name, model) ->
                        model.apiKey().ifPresent(key -> checkSource(config, name)));
        return ConfiguredModels.open(
                settings, providers.stream().toList(), drill.model(), gateway.use());
    }

    /** A key in a file of settings is read by whoever reads settings. */
    private static void checkSource(Config config, String name) {
        String key = "fleet.models.%s.api-key".formatted(name);
        ConfigValue value = config.getConfigValue(key);
        String source = String.valueOf(value.getSourceName());
        if (!source.startsWith("EnvConfigSource")) {
            throw new IllegalArgumentException(
                    "%s stands in %s: name a file with %s-file, or give it in the environment"
                            .formatted(key, source, key));
        }
    }

    @Produces
    @DefaultBean
    @Singleton
    LanguageModel model(ConfiguredModels models) {
        return models.used().model();
    }
}
