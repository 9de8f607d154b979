package io.agentfleet.agent.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.agent.fake.ScriptedLanguageModel;
import io.agentfleet.agent.gateway.ConfiguredModel;
import io.agentfleet.agent.model.ApiKey;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelProvider;
import io.agentfleet.agent.model.ModelSettings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredModelsTest {

    /** Keeps with what settings each model was opened. */
    private record Kept(String name, Map<String, ModelSettings> opened) implements ModelProvider {
        @Override
        public LanguageModel open(ModelSettings settings) {
            opened.put(settings.name(), settings);
            return new ScriptedLanguageModel();
        }
    }

    @TempDir private Path folder;

    private final Map<String, ModelSettings> opened = new HashMap<>();
    private final List<ModelProvider> providers =
            List.of(new Kept("offline", opened), new Kept("openai", opened));

    private static ModelsConfig config(SmallRyeConfigBuilder sources) {
        return sources.addDiscoveredConverters()
                .withMapping(ModelsConfig.class)
                .build()
                .getConfigMapping(ModelsConfig.class);
    }

    private ConfiguredModels open(Map<String, String> settings, String use) {
        return ConfiguredModels.open(
                config(new SmallRyeConfigBuilder().withDefaultValues(settings)),
                providers,
                Optional.empty(),
                use);
    }

    private static Map<String, String> model(String... more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("fleet.models.main.provider", "openai");
        settings.put("fleet.models.main.model", "gpt-5-mini");
        for (int i = 0; i < more.length; i += 2) {
            settings.put("fleet.models.main." + more[i], more[i + 1]);
        }
        return settings;
    }

    @Test
    void withoutConfigurationTheOfflineModelAnswers() {
        assertThat(open(Map.of(), "offline").used().name()).isEqualTo("offline");
    }

    @Test
    void aModelIsOpenedWithItsSettings() {
        ConfiguredModels models =
                open(
                        model(
                                "base-url", "http://localhost:11434/v1",
                                "temperature", "0.2",
                                "context-tokens", "32000",
                                "time-limit.total", "2m",
                                "price.input", "0.25",
                                "price.cached-input", "0.025",
                                "price.output", "2",
                                "price.as-of", "2026-11-30"),
                        "main");

        ModelSettings settings = opened("main");
        assertThat(settings.model()).isEqualTo("gpt-5-mini");
        assertThat(settings.baseUrl().orElseThrow()).hasPort(11434);
        assertThat(settings.timeLimits().total()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.timeLimits().firstToken()).isEqualTo(Duration.ofSeconds(30));
        ConfiguredModel used = models.used();
        assertThat(used.contextTokens()).isEqualTo(32_000);
        assertThat(used.price().orElseThrow().cachedInput().nanos()).isEqualTo(25);
        assertThat(models.all())
                .extracting(ConfiguredModel::name)
                .containsExactly("offline", "main");
    }

    private ModelSettings opened(String name) {
        return Objects.requireNonNull(opened.get(name));
    }

    @Test
    void aKeyComesFromAFileOrTheEnvironment() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "secret-1\n");
        open(model("api-key-file", file.toString()), "main");
        assertThat(opened("main").key()).contains(new ApiKey("secret-1"));

        Map<String, String> environment =
                Map.of(
                        "FLEET_MODELS_MAIN_PROVIDER", "openai",
                        "FLEET_MODELS_MAIN_MODEL", "gpt-5",
                        "FLEET_MODELS_MAIN_API_KEY", "secret-2",
                        "FLEET_MODELS_MAIN_BASE_URL", "http://localhost:1/v1",
                        "FLEET_MODELS_MAIN_TIME_LIMIT_FIRST_TOKEN", "7s",
                        "FLEET_MODELS_MAIN_PRICE_INPUT", "1",
                        "FLEET_MODELS_MAIN_PRICE_OUTPUT", "2",
                        "FLEET_MODELS_MAIN_PRICE_AS_OF", "2026-11-30");
        ConfiguredModels models =
                ConfiguredModels.open(
                        config(
                                new SmallRyeConfigBuilder()
                                        .withSources(new EnvConfigSource(environment, 300))),
                        providers,
                        Optional.empty(),
                        "main");
        assertThat(opened("main").key()).contains(new ApiKey("secret-2"));
        assertThat(opened("main").timeLimits().firstToken()).isEqualTo(Duration.ofSeconds(7));
        assertThat(models.used().price()).isPresent();
    }

    @Test
    void theModelOfADrillIsChosenByTheNameOfItsProvider() {
        ScriptedLanguageModel drill = new ScriptedLanguageModel();
        ConfiguredModels models =
                ConfiguredModels.open(
                        config(new SmallRyeConfigBuilder()),
                        providers,
                        Optional.of(drill),
                        drill.id().provider());
        assertThat(models.used().model()).isSameAs(drill);
    }

    @Test
    void anUnknownNameIsToldWithThoseThatAre() {
        assertThatThrownBy(() -> open(model(), "mian"))
                .hasMessageContaining("fleet.model.use 'mian' is unknown")
                .hasMessageContaining("[main, offline]");
    }

    @ParameterizedTest
    @CsvSource({
        "provider, mistral, 'fleet.models.main.provider ''mistral'' is unknown: choose one of"
                + " [offline, openai]'",
        "provider, '', fleet.models.main.provider is missing",
        "model, '', fleet.models.main.model is missing",
        "base-url, localhost:11434, fleet.models.main.base-url 'localhost:11434' is no address",
        "base-url, ftp://x, fleet.models.main.base-url 'ftp://x' is no address",
        "api-key-file, /no/such/file, fleet.models.main.api-key-file '/no/such/file' cannot be"
                + " read",
        "api-key, '  ', fleet.models.main.api-key",
        "context-tokens, 10, fleet.models.main.context-tokens 10 is too small",
        "temperature, 3, fleet.models.main.temperature 3.0 is not between",
        "time-limit.total, 0s, fleet.models.main.time-limit has a time that is not above 0"
    })
    void aWrongSettingIsNamedWithItsValueAndWhatToDo(String key, String value, String said) {
        assertThatThrownBy(() -> open(model(key, value), "main"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said.replace("''", "'"));
    }

    @Test
    void aPriceThatIsTooFineIsRefused() {
        assertThatThrownBy(() ->
                        open(
                                model(
                                        "price.input", "0.0001",
                                        "price.output", "1",
                                        "price.as-of", "2026-11-30"),
                                "main"))
                .hasMessageContaining("fleet.models.main.price.input is a price of 0.0001");
    }

    @Test
    void aKeyIsNeverTold() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "secret-1 and more");
        assertThatThrownBy(() -> open(model("api-key-file", file.toString()), "main"))
                .hasMessageContaining("holds more than a key")
                .hasMessageNotContaining("secret-1");
    }
}
