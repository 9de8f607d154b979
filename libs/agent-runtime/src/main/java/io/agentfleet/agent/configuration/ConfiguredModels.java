package io.agentfleet.agent.configuration;

import io.agentfleet.agent.gateway.ConfiguredModel;
import io.agentfleet.agent.gateway.Price;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelProvider;
import io.agentfleet.agent.model.ModelSettings;
import io.agentfleet.agent.model.ModelTimeLimits;
import io.agentfleet.taskmodel.run.Money;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The models of this process.
 *
 * @param all each under another name
 * @param used the one that answers
 */
public record ConfiguredModels(List<ConfiguredModel> all, ConfiguredModel used) {

    /** The name of the setting that chooses the model that answers. */
    public static final String USE = "fleet.model.use";

    /** The model that needs no configuration. */
    public static final String OFFLINE = "offline";

    private static final Price FREE =
            new Price(Money.NONE, Money.NONE, Money.NONE, LocalDate.EPOCH);
    private static final ModelSettings ITS_SETTINGS =
            new ModelSettings(
                    OFFLINE,
                    Optional.empty(),
                    "rules-1",
                    Optional.empty(),
                    1_000_000,
                    Optional.empty(),
                    new ModelTimeLimits(
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(15),
                            Duration.ofSeconds(30)));

    public ConfiguredModels {
        all = List.copyOf(all);
    }

    /**
     * Opens all that are configured. {@code offline} is always among them, if its provider is.
     *
     * @param drill one more, under the name of its provider; empty outside of a drill
     * @param use the name of the one that answers
     * @throws IllegalArgumentException naming the setting that is wrong, its value and what to do
     */
    public static ConfiguredModels open(
            ModelsConfig config,
            List<ModelProvider> providers,
            Optional<LanguageModel> drill,
            String use) {
        List<ConfiguredModel> all = new ArrayList<>();
        drill.ifPresent(model -> all.add(free(model.id().provider(), model)));
        providers.stream()
                .filter(provider -> provider.name().equals(OFFLINE))
                .forEach(provider -> all.add(free(OFFLINE, provider.open(ITS_SETTINGS))));
        config.byName().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new ModelSetting(entry.getKey(), entry.getValue()).open(providers))
                .forEach(all::add);
        return new ConfiguredModels(all, chosen(all, use));
    }

    /** A model that costs nothing. */
    public static ConfiguredModel free(String name, LanguageModel model) {
        return new ConfiguredModel(name, model, ITS_SETTINGS.contextTokens(), Optional.of(FREE));
    }

    private static ConfiguredModel chosen(List<ConfiguredModel> all, String use) {
        return all.stream()
                .filter(model -> model.name().equals(use))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "%s '%s' is unknown: choose one of %s, or configure it with fleet.models.%s.provider and .model"
                                        .formatted(USE, use, names(all), use)));
    }

    private static List<String> names(List<ConfiguredModel> all) {
        return List.copyOf(new TreeSet<>(all.stream().map(ConfiguredModel::name).toList()));
    }
}
