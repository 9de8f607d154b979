package io.agentfleet.providers.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.agent.model.ModelFailure;
import io.agentfleet.providers.error.ProviderError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "429|RESOURCE_EXHAUSTED|You exceeded your current"
                        + " quota|GenerateRequestsPerMinutePerProject|RATE_LIMITED",
                "429|RESOURCE_EXHAUSTED|You exceeded your current"
                        + " quota|GenerateRequestsPerDayPerProject|QUOTA_EXHAUSTED",
                "429|RESOURCE_EXHAUSTED|Your prepayment credits are depleted|-|QUOTA_EXHAUSTED",
                "400|INVALID_ARGUMENT|API key not valid. Please pass a valid API"
                        + " key.|-|KEY_REFUSED",
                "400|INVALID_ARGUMENT|API key expired. Please renew the API key.|-|KEY_REFUSED",
                "403|PERMISSION_DENIED|no|-|KEY_REFUSED",
                "404|NOT_FOUND|models/x is not found|-|UNKNOWN_MODEL",
                "400|INVALID_ARGUMENT|The input token count (2) exceeds the maximum number of"
                        + " tokens allowed (1).|-|CONTEXT_TOO_LONG",
                "400|INVALID_ARGUMENT|Invalid JSON payload|-|INVALID_REQUEST",
                "400|FAILED_PRECONDITION|User location is not supported|-|INVALID_REQUEST",
                "500|INTERNAL|An internal error|-|SERVER_ERROR",
                "503|UNAVAILABLE|overloaded|-|OVERLOADED",
                "504|DEADLINE_EXCEEDED|late|-|TIMED_OUT",
                "0|UNAVAILABLE|overloaded|-|OVERLOADED"
            })
    void eachErrorHasItsMeaning(
            int status, String code, String message, String quota, ModelFailure failure) {
        String body =
                "[{\"error\":{\"code\":%d,\"status\":\"%s\",\"message\":\"%s\",\"details\":[{\"violations\":[{\"quotaId\":\"%s\"}]}]}}]"
                        .formatted(status, code, message, quota);
        assertThat(new GeminiProtocol().failure(ProviderError.of(status, body))).isEqualTo(failure);
    }
}
