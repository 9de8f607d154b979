package io.agentfleet.taskmodel.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.schemas.ErrorCode;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void readsWhatItWrote() {
        Failure failure = new Failure(ErrorCode.TOOL_FAILED, "port 80: refused");

        assertThat(failure.text()).isEqualTo("tool_failed: port 80: refused");
        assertThat(Failure.parse(failure.text())).contains(failure);
    }

    @Test
    void aCodeMayStandAlone() {
        Failure failure = new Failure(ErrorCode.MAX_STEPS_REACHED, "");

        assertThat(failure.text()).isEqualTo("max_steps_reached");
        assertThat(Failure.parse("max_steps_reached")).contains(failure);
    }

    @Test
    void anEmptyTextIsNoFailure() {
        assertThat(Failure.parse("")).isEmpty();
    }
}
