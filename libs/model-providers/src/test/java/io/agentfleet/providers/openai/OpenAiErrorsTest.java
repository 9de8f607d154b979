package io.agentfleet.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.agent.model.ModelFailure;
import io.agentfleet.providers.error.ProviderError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "429|{'error':{'code':'rate_limit_exceeded','message':'Rate limit"
                        + " reached'}}|RATE_LIMITED",
                "429|{'error':{'code':'insufficient_quota','type':'insufficient_quota','message':'x'}}|QUOTA_EXHAUSTED",
                "429|{'error':{'message':'slow down'}}|RATE_LIMITED",
                "402|{'error':{'message':'Insufficient Balance'}}|QUOTA_EXHAUSTED",
                "401|{'error':{'code':'invalid_api_key','message':'x'}}|KEY_REFUSED",
                "403|{'error':{'message':'Country not supported'}}|KEY_REFUSED",
                "404|{'error':{'code':'model_not_found','message':'x'}}|UNKNOWN_MODEL",
                "404|{'object':'error','message':'The model `x` does not"
                        + " exist.','type':'NotFoundError','code':404}|UNKNOWN_MODEL",
                "400|{'object':'error','message':'This model maximum context length is 4096"
                        + " tokens.','type':'BadRequestError','code':400}|CONTEXT_TOO_LONG",
                "400|{'error':{'code':400,'message':'the request exceeds the available context"
                        + " size','type':'exceed_context_size_error'}}|CONTEXT_TOO_LONG",
                "400|{'error':{'message':'No models loaded. Please load a model'}}|UNKNOWN_MODEL",
                "400|{'error':'Trying to keep the first 5000 tokens when context length is"
                        + " 4096'}|CONTEXT_TOO_LONG",
                "400|{'error':{'code':'content_filter','message':'x'}}|CONTENT_FILTERED",
                "400|{'error':{'message':'Unsupported parameter'}}|INVALID_REQUEST",
                "422|{'detail':'x'}|INVALID_REQUEST",
                "500|oops|SERVER_ERROR",
                "503|{'error':{'message':'overloaded'}}|OVERLOADED",
                "504|<html>|TIMED_OUT",
                "0|{'error':{'type':'server_error','message':'x'}}|SERVER_ERROR"
            })
    void eachErrorHasItsMeaning(int status, String body, ModelFailure failure) {
        assertThat(new OpenAiProtocol().failure(ProviderError.of(status, body.replace('\'', '"'))))
                .isEqualTo(failure);
    }
}
