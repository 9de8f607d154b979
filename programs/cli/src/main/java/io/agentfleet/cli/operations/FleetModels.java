package io.agentfleet.cli.operations;

import io.agentfleet.agent.configuration.ConfiguredModels;
import io.agentfleet.agent.configuration.ModelsConfig;
import io.agentfleet.agent.gateway.ConfiguredModel;
import io.agentfleet.agent.model.ModelProvider;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.service.ServiceDefinition;
import io.agentfleet.localfleet.service.ServiceList;
import io.agentfleet.localfleet.state.ModelChoice;
import io.agentfleet.localfleet.supervisor.FleetControl;
import io.agentfleet.offline.model.OfflineProvider;
import io.agentfleet.providers.anthropic.AnthropicProvider;
import io.agentfleet.providers.gemini.GeminiProvider;
import io.agentfleet.providers.ollama.OllamaProvider;
import io.agentfleet.providers.openai.OpenAiProvider;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The language models of this fleet, read as its services read them: from the choice of {@code up},
 * and from the environment.
 */
public final class FleetModels {

    private static final String NONE = "";
    private static final int ORDINAL = 300;
    private static final List<ModelProvider> PROVIDERS =
            List.of(
                    new OfflineProvider(),
                    new OpenAiProvider(),
                    new AnthropicProvider(),
                    new GeminiProvider(),
                    new OllamaProvider());

    /**
     * A model, for people.
     *
     * @param key where its key comes from; never the key
     * @param price US dollars per million tokens: input, cached input, output; empty if unknown
     * @param priceAsOf the day of the price
     * @param usedBy the agents that ask it
     */
    public record Row(
            String name,
            String provider,
            String model,
            String url,
            String key,
            String price,
            String priceAsOf,
            List<String> usedBy) {}

    private final SmallRyeConfig settings;
    private final ModelsConfig config;
    private final List<String> agents;

    public FleetModels(FleetHome home, Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>();
        environment.forEach((key, value) -> {
            if (key.startsWith("FLEET_MODEL")) {
                all.put(key, value);
            }
        });
        new FleetControl(home).setUp().model().map(ModelChoice::environment).ifPresent(all::putAll);
        try {
            settings =
                    new SmallRyeConfigBuilder()
                            .addDiscoveredConverters()
                            .withConverter(Duration.class, ORDINAL, FleetModels::duration)
                            .withSources(new EnvConfigSource(all, ORDINAL))
                            .withMapping(ModelsConfig.class)
                            .build();
            config = settings.getConfigMapping(ModelsConfig.class);
        } catch (RuntimeException e) {
            throw new CommandException(
                    ExitCode.USAGE, "the settings of models are wrong: " + e.getMessage(), e);
        }
        agents =
                ServiceList.read(home.root()).services().stream()
                        .filter(ServiceDefinition::asksModels)
                        .map(ServiceDefinition::name)
                        .toList();
    }

    /**
     * As services read it: {@code 30s}, {@code 500ms}, {@code 2d}, a number of seconds, or ISO
     * 8601.
     */
    private static Duration duration(String text) {
        if (text.matches("\\d+")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        if (text.matches("\\d+ms")) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        return Duration.parse(
                text.startsWith("P") ? text : (text.endsWith("d") ? "P" : "PT") + text);
    }

    /** The name of the model that agents ask. */
    public String used() {
        return settings.getOptionalValue(ConfiguredModels.USE, String.class)
                .orElse(ConfiguredModels.OFFLINE);
    }

    /** All of them. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(
                new Row(
                        ConfiguredModels.OFFLINE,
                        ConfiguredModels.OFFLINE,
                        "rules-1",
                        NONE,
                        "none",
                        "free",
                        NONE,
                        usersOf(ConfiguredModels.OFFLINE)));
        new TreeMap<>(config.byName()).forEach((name, model) -> rows.add(row(name, model)));
        return rows;
    }

    private Row row(String name, ModelsConfig.Model model) {
        return new Row(
                name,
                model.provider().orElse(NONE),
                model.model().orElse(NONE),
                model.baseUrl().orElse("its usual address"),
                model.apiKeyFile()
                        .or(() -> model.apiKey().map(key -> "the environment"))
                        .orElse("none"),
                model.price().map(FleetModels::text).orElse("unknown"),
                model.price().map(price -> price.asOf().toString()).orElse(NONE),
                usersOf(name));
    }

    private List<String> usersOf(String name) {
        return name.equals(used()) ? agents : List.of();
    }

    private static String text(ModelsConfig.Price price) {
        return "%s / %s / %s"
                .formatted(
                        price.input(), price.cachedInput().orElse(price.input()), price.output());
    }

    /**
     * Opens one.
     *
     * @throws CommandException if there is none of this name, or its settings are wrong
     */
    public ConfiguredModel open(String name) {
        try {
            return ConfiguredModels.open(config, PROVIDERS, Optional.empty(), name).used();
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
