package io.agentfleet.localfleet.state;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The language model that the agents ask, as {@code up} was told.
 *
 * @param provider such as {@code openai}
 * @param model as its provider calls it
 * @param url where its provider listens; empty for the provider's usual address
 * @param keyFile the path of the file with its key; the key itself is kept nowhere
 */
public record ModelChoice(
        String provider, String model, Optional<String> url, Optional<String> keyFile) {

    /** What the fleet calls it. */
    public static final String NAME = "main";

    /** Whose protocols the services speak. */
    public static final List<String> PROVIDERS = List.of("openai", "anthropic", "gemini", "ollama");

    private static final String SETTING = "FLEET_MODELS_MAIN_";

    /** It reads, and charges, the whole conversation with each call; the rules do not. */
    private static final Map<String, String> ROOM =
            Map.of(
                    "FLEET_LIMITS_TOKEN_BUDGET_DEFAULT", "65536",
                    "FLEET_LIMITS_TOKEN_BUDGET_MAX", "262144");

    /** The settings of a service that asks it; those of the caller's own environment count. */
    public Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        ROOM.forEach((setting, usual) ->
                environment.put(setting, System.getenv().getOrDefault(setting, usual)));
        environment.put("FLEET_MODEL_USE", NAME);
        environment.put(SETTING + "PROVIDER", provider);
        environment.put(SETTING + "MODEL", model);
        url.ifPresent(address -> environment.put(SETTING + "BASE_URL", address));
        keyFile.ifPresent(file -> environment.put(SETTING + "API_KEY_FILE", file));
        return environment;
    }

    /** The options of {@code up} that lead to it. */
    public String options() {
        return "--model %s --model-provider %s%s%s"
                .formatted(
                        model,
                        provider,
                        url.map(address -> " --model-url " + address).orElse(""),
                        keyFile.map(file -> " --model-key-file " + file).orElse(""));
    }

    /** For people. */
    public String words() {
        return "a fleet whose agents ask %s (%s%s)"
                .formatted(model, provider, url.map(address -> " at " + address).orElse(""));
    }
}
