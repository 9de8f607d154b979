package io.agentfleet.agent.configuration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** The language models of this process, by the name that the fleet calls them. */
@ConfigMapping(prefix = "fleet.models")
public interface ModelsConfig {

    /** Each model by its name. */
    @WithParentName
    Map<String, Model> byName();

    /** One model. */
    interface Model {

        /** {@code openai}, {@code anthropic}, {@code gemini}, {@code ollama}. */
        Optional<String> provider();

        /** Where its provider listens; the provider's usual address if it is left out. */
        Optional<String> baseUrl();

        /** Its name at its provider. */
        Optional<String> model();

        /** A file that holds the key and nothing else. */
        Optional<String> apiKeyFile();

        /** The key itself: for the environment only, {@code FLEET_MODELS_<NAME>_API_KEY}. */
        Optional<String> apiKey();

        /** The most tokens of a conversation and its answer. */
        @WithDefault("100000")
        int contextTokens();

        /** How freely it chooses its words; the model's own if it is left out. */
        Optional<Double> temperature();

        TimeLimit timeLimit();

        /** What it costs; unknown if it is left out. */
        Optional<Price> price();
    }

    /** How long one call may take. */
    interface TimeLimit {

        /** To the connection. */
        @WithDefault("5s")
        Duration connect();

        /** To the first sign of an answer. */
        @WithDefault("30s")
        Duration firstToken();

        /** Between two signs. */
        @WithDefault("15s")
        Duration betweenTokens();

        /** To the whole answer. */
        @WithDefault("30s")
        Duration total();
    }

    /** US dollars per million tokens. */
    interface Price {

        /** Of the input. */
        BigDecimal input();

        /** Of what the provider had read before; as the input if it is left out. */
        Optional<BigDecimal> cachedInput();

        /** Of the output, thinking included. */
        BigDecimal output();

        /** The day on which the provider's list said so. */
        LocalDate asOf();
    }
}
