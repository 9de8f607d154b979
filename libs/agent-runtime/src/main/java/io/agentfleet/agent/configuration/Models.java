package io.agentfleet.agent.configuration;

import io.agentfleet.agent.gateway.ConfiguredModel;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelProvider;
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
public record Models(List<ConfiguredModel> all, ConfiguredModel used) {

    /** The name of the setting that chooses the model that answers. */
    public static final String USE = "fleet.model.use";

    /** The model that needs no configuration. */
    public static final String OFFLINE = "offline";

    private static final int ITS_CONTEXT = 1_000_000;

    public Models {
        all = List.copyOf(all);
    }

    /**
     * Opens all that are configured, and those that need no configuration.
     *
     * @param withoutSettings such as {@code offline}, each under the name of its provider
     * @param use the name of the one that answers
     * @throws IllegalArgumentException naming the setting that is wrong, its value and what to do
     */
    public static Models open(
            ModelsConfig config,
            List<ModelProvider> providers,
            List<LanguageModel> withoutSettings,
            String use) {
        List<ConfiguredModel> all = new ArrayList<>();
        for (LanguageModel model : withoutSettings) {
            all.add(
                    new ConfiguredModel(
                            model.id().provider(), model, ITS_CONTEXT, Optional.empty()));
        }
        config.byName().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new ModelSetting(entry.getKey(), entry.getValue()).open(providers))
                .forEach(all::add);
        return new Models(all, chosen(all, use));
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
