package io.agentfleet.agent.run;

import io.agentfleet.agent.journal.Claim;
import io.agentfleet.agent.journal.ClaimResult;
import io.agentfleet.agent.journal.JournalEntry;
import io.agentfleet.agent.journal.StepJournal;
import io.agentfleet.messaging.retry.RetryUntilAvailable;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One attempt's journal: what an earlier run of it recorded, and where this one records. */
public final class JournalReplay {

    private record Place(int step, int index) {}

    private final StepJournal journal;
    private final Claim claim;
    private final Map<Integer, JournalEntry.ModelAnswered> answers = new HashMap<>();
    private final Map<Place, JournalEntry.ToolAnswered> outcomes = new HashMap<>();

    public JournalReplay(StepJournal journal, ClaimResult.Granted granted) {
        this.journal = journal;
        this.claim = granted.claim();
        for (JournalEntry entry : granted.entries()) {
            switch (entry) {
                case JournalEntry.ModelAnswered answer -> answers.put(answer.step(), answer);
                case JournalEntry.ToolAnswered outcome ->
                        outcomes.put(new Place(outcome.step(), outcome.index()), outcome);
            }
        }
    }

    Optional<JournalEntry.ModelAnswered> answer(int step) {
        return Optional.ofNullable(answers.get(step));
    }

    Optional<JournalEntry.ToolAnswered> outcome(int step, int index) {
        return Optional.ofNullable(outcomes.get(new Place(step, index)));
    }

    /** Returns when the entry is kept, however long the store is away. */
    <E extends JournalEntry> E record(E entry) {
        return patiently(() -> {
            journal.append(claim, entry);
            return entry;
        });
    }

    /** An interrupt ends the waiting, and the run. */
    static <T> T patiently(Supplier<T> attempt) {
        try {
            return RetryUntilAvailable.until(attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetException(
                    ErrorCode.CANCELLED, "Interrupted while the store was away", e);
        }
    }
}
