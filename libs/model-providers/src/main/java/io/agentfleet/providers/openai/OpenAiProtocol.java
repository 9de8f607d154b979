package io.agentfleet.providers.openai;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
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
import java.util.Optional;
import java.util.regex.Pattern;

/** Chat completions of OpenAI, and of the many that speak like it: vLLM, LM Studio, llama.cpp. */
final class OpenAiProtocol implements Protocol {

    private static final String OPENAI = "https://api.openai.com/v1";
    private static final StreamSigns SIGNS =
            new StreamSigns(
                    Pattern.compile("\"finish_reason\"\\s*:\\s*\""),
                    Pattern.compile("^\\s*\\[DONE]\\s*$"),
                    Pattern.compile("\"finish_reason\"\\s*:\\s*\"content_filter\""));

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public String usualAddress() {
        return OPENAI;
    }

    @Override
    public String usualPath() {
        return "/v1";
    }

    /** Servers of one's own ask for none. */
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
        if (isOpenAi(address) && settings.key().isEmpty()) {
            throw new IllegalArgumentException(
                    "fleet.models.%s.api-key-file is missing: OpenAI answers nobody without a key. For a server of your own set base-url."
                            .formatted(settings.name()));
        }
        var builder =
                OpenAiStreamingChatModel.builder()
                        .httpClientBuilder(network)
                        .baseUrl(address)
                        .modelName(settings.model());
        settings.key().map(ApiKey::value).ifPresent(builder::apiKey);
        settings.temperature().ifPresent(builder::temperature);
        return builder.build();
    }

    /** OpenAI's thinking models refuse the older name of the bound, other servers the newer one. */
    @Override
    public DefaultChatRequestParameters.Builder<?> bounded(int maxOutputTokens, String address) {
        return isOpenAi(address)
                ? OpenAiChatRequestParameters.builder().maxCompletionTokens(maxOutputTokens)
                : OpenAiChatRequestParameters.builder().maxOutputTokens(maxOutputTokens);
    }

    private static boolean isOpenAi(String address) {
        String host = Optional.ofNullable(URI.create(address).getHost()).orElse("");
        return host.endsWith(".openai.com") || host.endsWith(".openai.azure.com");
    }

    @Override
    public TokenUsage usage(dev.langchain4j.model.output.TokenUsage reported) {
        int cached = 0;
        int reasoning = 0;
        if (reported instanceof OpenAiTokenUsage detailed) {
            cached =
                    detailed.inputTokensDetails() == null
                            ? 0
                            : Counts.of(detailed.inputTokensDetails().cachedTokens());
            reasoning =
                    detailed.outputTokensDetails() == null
                            ? 0
                            : Counts.of(detailed.outputTokensDetails().reasoningTokens());
        }
        return Counts.usage(
                Counts.of(reported.inputTokenCount()),
                Counts.of(reported.outputTokenCount()),
                cached,
                reasoning);
    }

    @Override
    public HttpRequest.Builder models(ModelSettings settings, String address) {
        HttpRequest.Builder question = HttpRequest.newBuilder(URI.create(address + "/models"));
        settings.key().ifPresent(key -> question.header("Authorization", "Bearer " + key.value()));
        return question;
    }

    @Override
    public ModelFailure failure(ProviderError error) {
        if (error.hasCode("insufficient_quota", "billing_hard_limit_reached", "billing_not_active")
                || error.says("exceeded your current quota")) {
            return ModelFailure.QUOTA_EXHAUSTED;
        }
        if (error.hasCode("context_length_exceeded")
                || error.says(
                        "maximum context length",
                        "context length",
                        "context window",
                        "context size",
                        "prompt is too long")) {
            return ModelFailure.CONTEXT_TOO_LONG;
        }
        if (error.hasCode("content_filter", "content_policy_violation")) {
            return ModelFailure.CONTENT_FILTERED;
        }
        if (error.hasCode("invalid_api_key", "authentication_error")) {
            return ModelFailure.KEY_REFUSED;
        }
        if (error.hasCode("model_not_found")
                || (error.status() == 400 && error.says("no models loaded", "model not found"))) {
            return ModelFailure.UNKNOWN_MODEL;
        }
        if (error.hasCode("rate_limit_exceeded")) {
            return ModelFailure.RATE_LIMITED;
        }
        return ErrorTable.byStatus(error.status());
    }
}
