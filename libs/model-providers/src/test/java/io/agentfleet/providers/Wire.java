package io.agentfleet.providers;

import io.agentfleet.agent.model.ModelProvider;
import io.agentfleet.providers.anthropic.AnthropicProvider;
import io.agentfleet.providers.gemini.GeminiProvider;
import io.agentfleet.providers.ollama.OllamaProvider;
import io.agentfleet.providers.openai.OpenAiProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * Each provider, and what it says on the wire: the files of {@code wire}, as its manual shows it.
 */
enum Wire {
    OPENAI(new OpenAiProvider(), "text/event-stream"),
    ANTHROPIC(new AnthropicProvider(), "text/event-stream"),
    GEMINI(new GeminiProvider(), "text/event-stream"),
    OLLAMA(new OllamaProvider(), "application/x-ndjson");

    @SuppressWarnings("ImmutableEnumChecker") // it keeps nothing
    final ModelProvider provider;

    final String contentType;

    Wire(ModelProvider provider, String contentType) {
        this.provider = provider;
        this.contentType = contentType;
    }

    boolean has(String name) {
        return getClass().getResource(path(name)) != null;
    }

    String says(String name) {
        try (InputStream file =
                Objects.requireNonNull(getClass().getResourceAsStream(path(name)))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String path(String name) {
        return "/wire/%s/%s".formatted(name().toLowerCase(Locale.ROOT), name);
    }
}
