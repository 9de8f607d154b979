package io.agentfleet.agent.trace;

import io.agentfleet.taskmodel.run.RunOutcome;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.telemetry.trace.OpenSpan;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The span of one run, current from its making until it is closed, on one thread. */
public final class RunSpan implements AutoCloseable {

    private final Context parent;
    private final Span span;
    private final OpenSpan open;
    private final Instant begun = Instant.now();

    RunSpan(Context parent, Span span) {
        this.parent = parent;
        this.span = span;
        this.open = new OpenSpan(span);
    }

    /**
     * A run's span as stored in the journal, so that the next owner of the run can record or link
     * it.
     *
     * @param at when it began
     */
    public record Mark(SpanContext context, Instant at) {

        private static final Pattern TEXT =
                Pattern.compile("([0-9a-f]{32})-([0-9a-f]{16})@(\\d{1,18})");

        /** Reads what {@link #toString()} wrote; empty if it is nothing of that kind. */
        public static Optional<Mark> parse(String text) {
            Matcher parts = TEXT.matcher(text);
            return parts.matches()
                    ? Optional.of(
                            new Mark(
                                    SpanContext.createFromRemoteParent(
                                            parts.group(1),
                                            parts.group(2),
                                            TraceFlags.getSampled(),
                                            TraceState.getDefault()),
                                    Instant.ofEpochMilli(Long.parseLong(parts.group(3)))))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return "%s-%s@%d"
                    .formatted(context.getTraceId(), context.getSpanId(), at.toEpochMilli());
        }
    }

    /** Names this run's span; empty if it is not recorded. */
    public String mark() {
        return span.isRecording() ? new Mark(span.getSpanContext(), begun).toString() : "";
    }

    /** Says what became of the run. */
    public void ended(RunResult result) {
        SpanConventions.used(span, result.usage().input(), result.usage().output());
        switch (result.outcome()) {
            case RunOutcome.Failed(var code, _) -> SpanConventions.failed(span, code);
            case RunOutcome.Cancelled _ -> SpanConventions.failed(span, "cancelled");
            case RunOutcome.OutOfBudget(var code, _) -> SpanConventions.failed(span, code);
            case RunOutcome.Partial _, RunOutcome.Completed _ -> {}
        }
    }

    /** Says that the run was left without a result. */
    public void left(String reason) {
        SpanConventions.failed(span, reason);
    }

    Context parent() {
        return parent;
    }

    Span span() {
        return span;
    }

    @Override
    public void close() {
        open.close();
    }
}
