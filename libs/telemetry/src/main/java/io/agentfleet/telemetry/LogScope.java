package io.agentfleet.telemetry;

import io.opentelemetry.api.trace.SpanContext;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Keys that all log lines of this thread have until it is closed; then those that they had before.
 * For one thread: work on another thread needs its own scope.
 */
public final class LogScope implements AutoCloseable {

    private final Map<String, Object> before = new HashMap<>();

    /** Without keys yet. */
    public static LogScope open() {
        return new LogScope();
    }

    private LogScope() {}

    /** Adds a key; an empty value adds nothing. */
    public LogScope with(String key, String value) {
        if (!value.isEmpty()) {
            @Nullable Object old = MDC.get(key);
            before.putIfAbsent(key, old == null ? "" : old);
            MDC.put(key, value);
        }
        return this;
    }

    /** Adds the keys of a span; one that is not recorded adds nothing. */
    public LogScope with(SpanContext span) {
        return span.isValid()
                ? with(LogKeys.TRACE, span.getTraceId()).with(LogKeys.SPAN, span.getSpanId())
                : this;
    }

    @Override
    public void close() {
        before.forEach((key, value) -> {
            if ("".equals(value)) {
                MDC.remove(key);
            } else {
                MDC.put(key, value);
            }
        });
        before.clear();
    }
}
