package io.agentfleet.agent.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.ToolOutcome;

/** One thing that a run paid for. Travels as JSON with a {@code type}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalEntry.ModelAnswered.class, name = "model"),
    @JsonSubTypes.Type(value = JournalEntry.ToolAnswered.class, name = "tool")
})
public sealed interface JournalEntry {

    /** The model's answer of a step, and what it took. */
    record ModelAnswered(int step, ModelResponse response, ModelUsage usage, long tookMs)
            implements JournalEntry {
        public ModelAnswered {
            if (usage == null) { // a journal of an earlier version
                usage = new ModelUsage("", "", "", false, response.usage(), Money.NONE);
            }
        }
    }

    /**
     * The outcome of a step's tool call.
     *
     * @param index which call of the step, from 0
     */
    record ToolAnswered(int step, int index, ToolOutcome outcome, long tookMs)
            implements JournalEntry {}
}
