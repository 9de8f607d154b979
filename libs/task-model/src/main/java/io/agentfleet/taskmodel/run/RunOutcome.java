package io.agentfleet.taskmodel.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.agentfleet.schemas.ErrorCode;

/** How a run ended. Travels as JSON with a {@code type}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RunOutcome.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = RunOutcome.OutOfBudget.class, name = "out_of_budget"),
    @JsonSubTypes.Type(value = RunOutcome.Partial.class, name = "partial"),
    @JsonSubTypes.Type(value = RunOutcome.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = RunOutcome.Cancelled.class, name = "cancelled")
})
public sealed interface RunOutcome {

    /** The agent gave its final answer. */
    record Completed(String output) implements RunOutcome {}

    /**
     * Steps or tokens ran out: COMPLETED with what there was so far, {@code code} says which limit.
     */
    record OutOfBudget(ErrorCode code, String partialOutput) implements RunOutcome {}

    /**
     * Part of the work could not be done: COMPLETED with what the rest gave, {@code reason} says
     * what is missing.
     */
    record Partial(ErrorCode code, String reason, String output) implements RunOutcome {}

    /** It could not go on. */
    record Failed(ErrorCode code, String reason) implements RunOutcome {}

    /** It was cancelled. */
    record Cancelled(String reason) implements RunOutcome {}
}
