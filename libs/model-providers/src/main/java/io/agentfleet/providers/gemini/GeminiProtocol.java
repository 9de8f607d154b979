package io.agentfleet.providers.gemini;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatRequestParameters;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
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
import java.util.Map;
import java.util.regex.Pattern;

/** Gemini of Google AI. */
final class GeminiProtocol implements Protocol {

    /**
     * Gemini signs its tool calls and wants the signature back. An agent's journal does not keep
     * it; this is what Google documents for calls whose signature is not known.
     */
    private static final Map<String, Object> NO_SIGNATURE =
            Map.of("thinking_signature", "skip_thought_signature_validator");

    private static final String REASON = "\"finishReason\"\\s*:\\s*\"";
    private static final Pattern NEVER = Pattern.compile("(?!)");
    private static final StreamSigns SIGNS =
            new StreamSigns(
                    Pattern.compile(REASON),
                    NEVER,
                    Pattern.compile(
                            "\"blockReason\"\\s*:\\s*\"|"
                                    + REASON
                                    + "(SAFETY|RECITATION|BLOCKLIST|PROHIBITED_CONTENT|SPII)\""));

    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public String usualAddress() {
        return "https://generativelanguage.googleapis.com/v1beta";
    }

    @Override
    public String usualPath() {
        return "/v1beta";
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
                GoogleAiGeminiStreamingChatModel.builder()
                        .httpClientBuilder(network)
                        .baseUrl(address)
                        .modelName(settings.model())
                        .returnThinking(false)
                        .sendThinking(true);
        settings.key().map(ApiKey::value).ifPresent(builder::apiKey);
        settings.temperature().ifPresent(builder::temperature);
        return builder.build();
    }

    @Override
    public DefaultChatRequestParameters.Builder<?> bounded(int maxOutputTokens, String address) {
        return GoogleAiGeminiChatRequestParameters.builder().maxOutputTokens(maxOutputTokens);
    }

    @Override
    public String requestBody(String json) {
        return ToolResponses.together(json);
    }

    @Override
    public boolean takesSchemaBesideTools() {
        return false;
    }

    @Override
    public Map<String, Object> ofToolCalls() {
        return NO_SIGNATURE;
    }

    /** What it thought, it does not count as output. */
    @Override
    public TokenUsage usage(dev.langchain4j.model.output.TokenUsage reported) {
        int cached = 0;
        int thoughts = 0;
        if (reported instanceof GoogleAiGeminiTokenUsage detailed) {
            cached = Counts.of(detailed.cachedContentTokenCount());
            thoughts = Counts.of(detailed.thoughtsTokenCount());
        }
        return Counts.usage(
                Counts.of(reported.inputTokenCount()),
                Counts.of(reported.outputTokenCount()) + thoughts,
                cached,
                thoughts);
    }

    @Override
    public HttpRequest.Builder models(ModelSettings settings, String address) {
        HttpRequest.Builder question =
                HttpRequest.newBuilder(URI.create(address + "/models?pageSize=1"));
        settings.key().ifPresent(key -> question.header("x-goog-api-key", key.value()));
        return question;
    }

    @Override
    public ModelFailure failure(ProviderError error) {
        if (error.hasCode("api_key_invalid", "unauthenticated", "permission_denied")
                || error.says("api key not valid", "api key expired")) {
            return ModelFailure.KEY_REFUSED;
        }
        if (error.hasCode("resource_exhausted") || error.status() == 429) {
            return error.codes().stream().anyMatch(code -> code.contains("perday"))
                            || error.says("credits are depleted")
                    ? ModelFailure.QUOTA_EXHAUSTED
                    : ModelFailure.RATE_LIMITED;
        }
        if (error.says("exceeds the maximum number of tokens", "input token count")) {
            return ModelFailure.CONTEXT_TOO_LONG;
        }
        if (error.hasCode("not_found")) {
            return ModelFailure.UNKNOWN_MODEL;
        }
        if (error.hasCode("unavailable")) {
            return ModelFailure.OVERLOADED;
        }
        if (error.hasCode("deadline_exceeded")) {
            return ModelFailure.TIMED_OUT;
        }
        return ErrorTable.byStatus(error.status());
    }
}
