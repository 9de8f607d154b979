package io.agentfleet.providers.anthropic;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicChatRequestParameters;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import io.agentfleet.agent.model.ApiKey;
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
import java.util.regex.Pattern;

/** Messages of Anthropic. */
final class AnthropicProtocol implements Protocol {

    private static final String VERSION = "2023-06-01";
    private static final Pattern ENDED =
            Pattern.compile("^\\s*\\{\\s*\"type\"\\s*:\\s*\"message_stop\"");
    private static final StreamSigns SIGNS =
            new StreamSigns(ENDED, ENDED, Pattern.compile("\"stop_reason\"\\s*:\\s*\"refusal\""));

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public String usualAddress() {
        return "https://api.anthropic.com/v1";
    }

    @Override
    public String usualPath() {
        return "/v1";
    }

    @Override
    public boolean needsKey() {
        return true;
    }

    @Override
    public StreamSigns signs() {
        return SIGNS;
    }

    @Override
    public StreamingChatModel client(
            ModelSettings settings, String address, HttpClientBuilder network) {
        var builder =
                AnthropicStreamingChatModel.builder()
                        .httpClientBuilder(network)
                        .baseUrl(address)
                        .version(VERSION)
                        .modelName(settings.model());
        settings.key().map(ApiKey::value).ifPresent(builder::apiKey);
        settings.temperature().ifPresent(builder::temperature);
        return builder.build();
    }

    @Override
    public DefaultChatRequestParameters.Builder<?> bounded(int maxOutputTokens, String address) {
        return AnthropicChatRequestParameters.builder().maxOutputTokens(maxOutputTokens);
    }

    @Override
    public String outputSchema(String schema) {
        return StrictSchema.of(schema);
    }

    /** What was read from its cache, or written there, it does not count as input. */
    @Override
    public TokenUsage usage(dev.langchain4j.model.output.TokenUsage reported) {
        int cached = 0;
        int written = 0;
        if (reported instanceof AnthropicTokenUsage detailed) {
            cached = Counts.of(detailed.cacheReadInputTokens());
            written = Counts.of(detailed.cacheCreationInputTokens());
        }
        return Counts.usage(
                Counts.of(reported.inputTokenCount()) + cached + written,
                Counts.of(reported.outputTokenCount()),
                cached,
                0);
    }

    @Override
    public HttpRequest.Builder models(ModelSettings settings, String address) {
        HttpRequest.Builder question =
                HttpRequest.newBuilder(URI.create(address + "/models?limit=1"))
                        .header("anthropic-version", VERSION);
        settings.key().ifPresent(key -> question.header("x-api-key", key.value()));
        return question;
    }

    @Override
    public ModelFailure failure(ProviderError error) {
        if (error.hasCode("billing_error")
                || error.says("credit balance is too low", "usage limits")) {
            return ModelFailure.QUOTA_EXHAUSTED;
        }
        if (error.hasCode("request_too_large")
                || error.says("prompt is too long", "exceed context limit", "context window")) {
            return ModelFailure.CONTEXT_TOO_LONG;
        }
        if (error.hasCode("overloaded_error")) {
            return ModelFailure.OVERLOADED;
        }
        if (error.hasCode("rate_limit_error")) {
            return ModelFailure.RATE_LIMITED;
        }
        if (error.hasCode("authentication_error", "permission_error")) {
            return ModelFailure.KEY_REFUSED;
        }
        if (error.hasCode("not_found_error")) {
            return ModelFailure.UNKNOWN_MODEL;
        }
        if (error.hasCode("timeout_error")) {
            return ModelFailure.TIMED_OUT;
        }
        return ErrorTable.byStatus(error.status());
    }
}
