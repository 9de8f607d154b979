package io.agentfleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "../../etc/passwd", "a/b", ".hidden", "a b", "한글", "-x"})
    void refusesTaskIdsThatCouldLeaveAFolder(String value) {
        assertThatThrownBy(() -> new TaskId(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("task_id")
                .hasMessageContaining("use 1 to 128");
    }

    @Test
    void aNodesTaskIsNamedAfterItsRoot() {
        assertThat(new TaskId("t-1").node("search")).isEqualTo(new TaskId("t-1.search"));
    }

    @Test
    void sessionsMayBeNamedInAnyScript() {
        assertThat(new SessionId("고객 42").value()).isEqualTo("고객 42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb"})
    void refusesSessionsThatCannotBeSeen(String value) {
        assertThatThrownBy(() -> new SessionId(value)).hasMessageContaining("session_id");
    }

    @Test
    void everyErrorCodeSurvivesTheWire() {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(ErrorCode.ofWire(code.wire())).isEqualTo(code);
            assertThat(code.httpStatus()).isBetween(400, 599);
        }
        assertThat(ErrorCode.ofWire("of_a_later_version")).isEqualTo(ErrorCode.INTERNAL);
    }
}
