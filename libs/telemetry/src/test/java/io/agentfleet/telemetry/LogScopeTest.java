package io.agentfleet.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class LogScopeTest {

    private static final SpanContext SPAN =
            SpanContext.create(
                    "4bf92f3577b34da6a3ce929d0e0e4736",
                    "00f067aa0ba902b7",
                    TraceFlags.getSampled(),
                    TraceState.getDefault());

    @Test
    void linesHaveItsKeysUntilItIsClosedAndThenThoseOfBefore() {
        try (LogScope _ = LogScope.open().with(LogKeys.SESSION, "s-1").with(LogKeys.TASK, "t-1")) {
            try (LogScope _ = LogScope.open().with(LogKeys.TASK, "t-1.search").with(SPAN)) {
                assertThat(MDC.get(LogKeys.SESSION)).isEqualTo("s-1");
                assertThat(MDC.get(LogKeys.TASK)).isEqualTo("t-1.search");
                assertThat(MDC.get(LogKeys.TRACE)).isEqualTo(SPAN.getTraceId());
            }
            assertThat(MDC.get(LogKeys.TASK)).isEqualTo("t-1");
            assertThat(MDC.get(LogKeys.TRACE)).isNull();
        }
        assertThat(MDC.get(LogKeys.SESSION)).isNull();
        assertThat(MDC.get(LogKeys.TASK)).isNull();
    }

    @Test
    void aSpanThatIsNotRecordedAddsNothing() {
        try (LogScope _ = LogScope.open().with(SpanContext.getInvalid())) {
            assertThat(MDC.get(LogKeys.TRACE)).isNull();
        }
    }

    @Test
    void holdsOnAVirtualThread() throws InterruptedException {
        AtomicReference<Object> seen = new AtomicReference<>();
        Thread.ofVirtual()
                .start(() -> {
                    try (LogScope _ = LogScope.open().with(LogKeys.SESSION, "s-2")) {
                        seen.set(MDC.get(LogKeys.SESSION));
                    }
                })
                .join();
        assertThat(seen).hasValue("s-2");
        assertThat(MDC.get(LogKeys.SESSION)).isNull();
    }
}
