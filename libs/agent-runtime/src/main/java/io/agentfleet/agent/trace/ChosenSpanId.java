package io.agentfleet.agent.trace;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random ids, except for a span that is recorded for a process that has ended. */
public final class ChosenSpanId implements IdGenerator {

    private static final ThreadLocal<@Nullable String> CHOSEN = new ThreadLocal<>();

    private final IdGenerator random = IdGenerator.random();

    static <T> T within(String spanId, Supplier<T> work) {
        CHOSEN.set(spanId);
        try {
            return work.get();
        } finally {
            CHOSEN.remove();
        }
    }

    @Override
    public String generateSpanId() {
        String chosen = CHOSEN.get();
        return chosen == null ? random.generateSpanId() : chosen;
    }

    @Override
    public String generateTraceId() {
        return random.generateTraceId();
    }
}
