package io.agentfleet.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.localfleet.failure.CommandException;
import org.junit.jupiter.api.Test;

class ErrorResponseTest {

    @Test
    void showsTheDetailOfAProblem() {
        CommandException failure =
                ErrorResponse.failure(
                        "POST /tasks",
                        400,
                        """
                        {"title":"invalid argument","status":400,"detail":"max_steps 26: use 1 to 25"}\
                        """);
        assertThat(failure).hasMessage("max_steps 26: use 1 to 25");
        assertThat(failure.exitCode()).isEqualTo(2);
    }

    @Test
    void saysWhereToLookWhenTheServiceIsNotReady() {
        CommandException failure =
                ErrorResponse.failure("POST /tasks", 503, "{\"detail\":\"Kafka does not answer\"}");
        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure)
                .hasMessageContaining("Kafka does not answer")
                .hasMessageContaining("status");
    }

    @Test
    void survivesAnAnswerThatIsNoProblem() {
        assertThat(ErrorResponse.failure("GET /tasks", 502, "Bad Gateway\nmore"))
                .hasMessageContaining("GET /tasks answers 502: Bad Gateway");
    }
}
