package io.agentfleet.taskmodel.run;

import java.time.Duration;

/** A step of a run, published as it happens. {@code number} is the turn of the loop, from 1. */
public sealed interface Step {

    int number();

    /** The model answered; {@code text} is empty if it only calls tools. */
    record ModelCalled(int number, String text, ModelUsage usage, Duration took) implements Step {}

    /** A piece of the text that the model is just saying; the whole comes with its answer. */
    record TextDelta(int number, String text) implements Step {}

    /** A tool is about to be called. */
    record ToolCalled(int number, ToolCall call) implements Step {}

    /** A tool call ended. */
    record ToolAnswered(int number, ToolCall call, ToolOutcome outcome, Duration took)
            implements Step {}
}
