package io.agentfleet.providers.ollama;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.ollama.OllamaChatRequestParameters;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import io.agentfleet.agent.model.ModelFailure;
import io.agentfleet.agent.model.ModelSettings;
import io.agentfleet.providers.chat.Counts;
import io.agentfleet.providers.chat.Protocol;
import io.agentfleet.providers.error.ErrorTable;
import io.agentfleet.providers.error.ProviderError;
import io.agentfleet.providers.http.StreamSigns;
import io.agentfleet.taskmodel.run.TokenUsage;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Ollama's own chat. Unlike its OpenAI-compatible one it can be told how much of a conversation to
 * read: without that it reads the last few thousand tokens, and says nothing.
 */
final class OllamaProtocol implements Protocol {

    private static final Pattern DONE = Pattern.compile("\"done\"\\s*:\\s*true");
    private static final StreamSigns SIGNS = new StreamSigns(DONE, DONE, Pattern.compile("(?!)"));

    @Override
    public String name() {
        return "ollama";
    }

    @Override
    public String usualAddress() {
        return "http://localhost:11434";
    }

    @Override
    public String usualPath() {
        return "";
    }

    @Override
    public boolean needsKey() {
        return false;
    }

    @Override
    public StreamSigns signs() {
        return SIGNS;
    }

    @Override
    public StreamingChatModel client(
            ModelSettings settings, String address, HttpClientBuilder network) {
        var builder =
                OllamaStreamingChatModel.builder()
                        .httpClientBuilder(network)
                        .baseUrl(own(address))
                        .numCtx(settings.contextTokens())
                        .modelName(settings.model());
        settings.key()
                .ifPresent(key ->
                        builder.customHeaders(Map.of("Authorization", "Bearer " + key.value())));
        settings.temperature().ifPresent(builder::temperature);
        return builder.build();
    }

    /** Without the path of its OpenAI-compatible side, which many have at hand. */
    private static String own(String address) {
        return address.endsWith("/v1") ? address.substring(0, address.length() - 3) : address;
    }

    @Override
    public DefaultChatRequestParameters.Builder<?> bounded(int maxOutputTokens, String address) {
        return OllamaChatRequestParameters.builder().maxOutputTokens(maxOutputTokens);
    }

    @Override
    public TokenUsage usage(dev.langchain4j.model.output.TokenUsage reported) {
        return Counts.usage(
                Counts.of(reported.inputTokenCount()),
                Counts.of(reported.outputTokenCount()),
                0,
                0);
    }

    @Override
    public HttpRequest.Builder models(ModelSettings settings, String address) {
        HttpRequest.Builder question =
                HttpRequest.newBuilder(URI.create(own(address) + "/api/tags"));
        settings.key().ifPresent(key -> question.header("Authorization", "Bearer " + key.value()));
        return question;
    }

    @Override
    public ModelFailure failure(ProviderError error) {
        if (error.says("not found")) {
            return ModelFailure.UNKNOWN_MODEL;
        }
        if (error.says("context length", "context window", "prompt is too long")) {
            return ModelFailure.CONTEXT_TOO_LONG;
        }
        if (error.says("server busy")) {
            return ModelFailure.OVERLOADED;
        }
        return ErrorTable.byStatus(error.status());
    }
}
