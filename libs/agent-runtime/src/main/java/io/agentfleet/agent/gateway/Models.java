package io.agentfleet.agent.gateway;

import io.agentfleet.agent.route.Tier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The models of this process and what each is for.
 *
 * @param all that are configured
 * @param use the name of the model for every tier without one of its own
 * @param tiers tier to name
 * @param fallbacks names of those that are asked when another does not answer, in order
 */
public record Models(
        List<ConfiguredModel> all, String use, Map<Tier, String> tiers, List<String> fallbacks) {

    public Models {
        all = List.copyOf(all);
        tiers = Map.copyOf(tiers);
        fallbacks = List.copyOf(fallbacks);
        requireKnown(all, "fleet.model.use", use);
        for (var tier : tiers.entrySet()) {
            requireKnown(all, "fleet.model.tiers." + tier.getKey(), tier.getValue());
        }
        for (String name : fallbacks) {
            requireKnown(all, "fleet.model.fallbacks", name);
        }
    }

    /** One model for everything. */
    public static Models only(ConfiguredModel model) {
        return new Models(List.of(model), model.name(), Map.of(), List.of());
    }

    private static void requireKnown(List<ConfiguredModel> all, String setting, String name) {
        if (all.stream().noneMatch(model -> model.name().equals(name))) {
            throw new IllegalArgumentException(
                    "%s names the model '%s', which is not configured: use one of %s"
                            .formatted(
                                    setting,
                                    name,
                                    all.stream().map(ConfiguredModel::name).sorted().toList()));
        }
    }

    /** The model with this name. */
    public ConfiguredModel named(String name) {
        return all.stream().filter(model -> model.name().equals(name)).findFirst().orElseThrow();
    }

    /** The name of a tier's model. */
    public String of(Tier tier) {
        return tiers.getOrDefault(tier, use);
    }

    /** True if there is nothing to choose. */
    public boolean haveOneForAll() {
        return tiers.values().stream().allMatch(use::equals);
    }

    /** Those that may be asked. */
    public List<ConfiguredModel> inUse() {
        Set<String> names = new LinkedHashSet<>(List.of(use));
        names.addAll(tiers.values());
        names.addAll(fallbacks);
        return names.stream().map(this::named).toList();
    }

    /** The model of a route and those that may take its place, in order. */
    public List<ConfiguredModel> candidates(String first) {
        Set<String> names = new LinkedHashSet<>(List.of(first));
        names.addAll(fallbacks);
        return new ArrayList<>(names.stream().map(this::named).toList());
    }
}
