package io.agentfleet.providers.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.agent.model.ModelFailure;
import io.agentfleet.providers.error.ProviderError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429|rate_limit_error|slow down|RATE_LIMITED",
                "400|invalid_request_error|Your credit balance is too low to"
                        + " access|QUOTA_EXHAUSTED",
                "400|invalid_request_error|You have reached your specified API usage"
                        + " limits|QUOTA_EXHAUSTED",
                "402|billing_error|pay|QUOTA_EXHAUSTED",
                "401|authentication_error|invalid x-api-key|KEY_REFUSED",
                "403|permission_error|no|KEY_REFUSED",
                "404|not_found_error|model: claude-9|UNKNOWN_MODEL",
                "400|invalid_request_error|prompt is too long: 1 > 0|CONTEXT_TOO_LONG",
                "400|invalid_request_error|input length and max_tokens exceed context limit:"
                        + " 1|CONTEXT_TOO_LONG",
                "413|request_too_large|Request exceeds the maximum size|CONTEXT_TOO_LONG",
                "400|invalid_request_error|messages: at least one|INVALID_REQUEST",
                "500|api_error|Internal server error|SERVER_ERROR",
                "504|timeout_error|late|TIMED_OUT",
                "529|overloaded_error|Overloaded|OVERLOADED",
                "0|overloaded_error|Overloaded|OVERLOADED",
                "0|api_error|broke|SERVER_ERROR"
            })
    void eachErrorHasItsMeaning(int status, String type, String message, ModelFailure failure) {
        String body =
                "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}"
                        .formatted(type, message);
        assertThat(new AnthropicProtocol().failure(ProviderError.of(status, body)))
                .isEqualTo(failure);
    }
}
