package io.agentfleet.providers.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.agent.model.ModelFailure;
import io.agentfleet.providers.error.ProviderError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OllamaErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404|model 'x' not found|UNKNOWN_MODEL",
                "400|registry.ollama.ai/library/x does not support tools|INVALID_REQUEST",
                "400|the input exceeds the context length|CONTEXT_TOO_LONG",
                "401|unauthorized|KEY_REFUSED",
                "429|too many requests|RATE_LIMITED",
                "500|llama runner process has terminated|SERVER_ERROR",
                "503|server busy, please try again.  maximum pending requests exceeded|OVERLOADED",
                "0|an error was encountered while running the model|SERVER_ERROR"
            })
    void eachErrorHasItsMeaning(int status, String message, ModelFailure failure) {
        assertThat(
                        new OllamaProtocol()
                                .failure(
                                        ProviderError.of(
                                                status, "{\"error\":\"%s\"}".formatted(message))))
                .isEqualTo(failure);
    }
}
