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
    void namesTheCommandWhereTheServiceNamesTheRequest() {
        assertThat(
                        ErrorResponse.failure(
                                "GET /tasks/t-nope",
                                404,
                                """
                                {"detail":"task 't-nope' is not known here: list tasks with GET /tasks"}\
                                """))
                .hasMessage("task 't-nope' is not known here: list tasks with './fleet task list'");
        assertThat(
                        ErrorResponse.failure(
                                "POST /tools/x/owner",
                                404,
                                "{\"detail\":\"there is no tool 'x': see GET /tools\"}"))
                .hasMessage("there is no tool 'x': see './fleet tools list'");
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
