package io.agentfleet.agent.configuration;

import io.agentfleet.agent.gateway.ConfiguredModel;
import io.agentfleet.agent.gateway.Price;
import io.agentfleet.agent.model.ApiKey;
import io.agentfleet.agent.model.ModelProvider;
import io.agentfleet.agent.model.ModelSettings;
import io.agentfleet.agent.model.ModelTimeLimits;
import io.agentfleet.taskmodel.run.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one model. Each problem is told with the setting, its value (never a key) and
 * what to do.
 */
record ModelSetting(String name, ModelsConfig.Model config) {

    private static final int LEAST_CONTEXT = 1_000;

    /**
     * Opens it.
     *
     * @throws IllegalArgumentException if a setting is missing or wrong
     */
    ConfiguredModel open(List<ModelProvider> providers) {
        if (name.equals(ConfiguredModels.OFFLINE) || !name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw wrong(
                    "",
                    "is no name for a model: take small letters, digits and '-', and not"
                            + " 'offline'");
        }
        ModelProvider provider = provider(providers);
        ModelSettings settings =
                new ModelSettings(
                        name,
                        config.baseUrl().map(this::url),
                        present(config.model(), ".model", "name the model as its provider does"),
                        key(),
                        contextTokens(),
                        temperature(),
                        timeLimits());
        return new ConfiguredModel(name, provider.open(settings), contextTokens(), price());
    }

    private ModelProvider provider(List<ModelProvider> providers) {
        List<String> names = providers.stream().map(ModelProvider::name).sorted().toList();
        String wanted = present(config.provider(), ".provider", "choose one of " + names);
        return providers.stream()
                .filter(provider -> provider.name().equals(wanted))
                .findFirst()
                .orElseThrow(() ->
                        wrong(
                                ".provider",
                                "'%s' is unknown: choose one of %s".formatted(wanted, names)));
    }

    private URI url(String text) {
        try {
            URI url = new URI(text.strip());
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (http
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getQuery() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw wrong(
                ".base-url",
                "'%s' is no address: write it like http://localhost:11434/v1".formatted(text));
    }

    private Optional<ApiKey> key() {
        if (config.apiKeyFile().isPresent() && config.apiKey().isPresent()) {
            throw wrong(".api-key-file", "and .api-key are both set: keep one of them");
        }
        Optional<ApiKey> fromFile = config.apiKeyFile().map(this::fromFile);
        return fromFile.isPresent()
                ? fromFile
                : config.apiKey().map(key -> checked(key, ".api-key", "the environment"));
    }

    private ApiKey fromFile(String path) {
        try {
            return checked(Files.readString(Path.of(path)), ".api-key-file", "'" + path + "'");
        } catch (IOException e) {
            throw wrong(
                    ".api-key-file",
                    "'%s' cannot be read (%s): name a file that holds the key and nothing else"
                            .formatted(path, e.getClass().getSimpleName()));
        }
    }

    private ApiKey checked(String key, String setting, String from) {
        String stripped = key.strip();
        if (stripped.isEmpty() || !stripped.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw wrong(
                    setting,
                    "%s holds %s: put the key there and nothing else"
                            .formatted(from, stripped.isEmpty() ? "nothing" : "more than a key"));
        }
        return new ApiKey(stripped);
    }

    private int contextTokens() {
        if (config.contextTokens() < LEAST_CONTEXT) {
            throw wrong(
                    ".context-tokens",
                    "%d is too small for a conversation: at least %d"
                            .formatted(config.contextTokens(), LEAST_CONTEXT));
        }
        return config.contextTokens();
    }

    private Optional<Double> temperature() {
        if (config.temperature().filter(t -> t < 0 || t > 2).isPresent()) {
            throw wrong(".temperature", config.temperature().get() + " is not between 0 and 2");
        }
        return config.temperature();
    }

    private ModelTimeLimits timeLimits() {
        ModelsConfig.TimeLimit limit = config.timeLimit();
        ModelTimeLimits limits =
                new ModelTimeLimits(
                        limit.connect(), limit.firstToken(), limit.betweenTokens(), limit.total());
        if (List.of(limits.connect(), limits.firstToken(), limits.betweenTokens(), limits.total())
                .stream()
                .anyMatch(time -> time.isNegative() || time.isZero())) {
            throw wrong(".time-limit", "has a time that is not above 0: " + limits);
        }
        return limits;
    }

    private Optional<Price> price() {
        return config.price()
                .map(price ->
                        new Price(
                                perToken(price.input(), ".price.input"),
                                perToken(
                                        price.cachedInput().orElse(price.input()),
                                        ".price.cached-input"),
                                perToken(price.output(), ".price.output"),
                                price.asOf()));
    }

    private Money perToken(BigDecimal dollars, String setting) {
        try {
            return Price.perMillion(dollars);
        } catch (IllegalArgumentException e) {
            throw wrong(setting, "is " + e.getMessage());
        }
    }

    private String present(Optional<String> value, String setting, String remedy) {
        return value.map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> wrong(setting, "is missing: " + remedy));
    }

    private IllegalArgumentException wrong(String setting, String what) {
        return new IllegalArgumentException("fleet.models.%s%s %s".formatted(name, setting, what));
    }
}
