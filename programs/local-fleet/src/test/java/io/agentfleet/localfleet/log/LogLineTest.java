package io.agentfleet.localfleet.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLineTest {

    @Test
    void printsALineOfJsonAsText() {
        assertThat(
                        LogLine.readable(
                                """
                                {"timestamp":"2026-11-25T12:00:00.5Z","level":"INFO","loggerName":"io.agentfleet.agent.execution.RunService",\
                                "message":"run_ended state=COMPLETED","threadName":"session-s1",\
                                "mdc":{"session":"s1","spanId":"00f067aa0ba902b7","traceId":"4bf92f3577b34da6a3ce929d0e0e4736"}}\
                                """))
                .matches(
                        "\\d\\d:\\d\\d:00[.]500 INFO  RunService  run_ended state=COMPLETED  session=s1 traceId=4bf92f35");
    }

    @Test
    void putsAStackTraceUnderItsLine() {
        assertThat(
                        LogLine.readable(
                                "{\"timestamp\":\"?\",\"level\":\"ERROR\",\"loggerName\":\"a.B\",\"message\":\"run_failed_unexpectedly\","
                                        + "\"stackTrace\":\": java.lang.IllegalStateException: x\\n\\tat a.B.c\\n\"}"))
                .startsWith("? ERROR B  run_failed_unexpectedly")
                .contains("IllegalStateException: x")
                .endsWith("at a.B.c");
    }

    @Test
    void leavesOtherLinesAsTheyAre() {
        assertThat(LogLine.readable("[2026] INFO started")).isEqualTo("[2026] INFO started");
        assertThat(LogLine.readable("{\"broken\"")).isEqualTo("{\"broken\"");
        assertThat(LogLine.readable("{\"other\":1}")).isEqualTo("{\"other\":1}");
    }
}
