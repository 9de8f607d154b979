package io.agentfleet.agent.journal;

import io.agentfleet.schemas.TaskId;
import java.util.List;

/**
 * What a run has already paid for. Each entry is written before the run goes on; a run that is
 * started again reads them first and calls nothing twice. Blocking, safe for many threads.
 */
public interface StepJournal {

    /** All entries of this attempt, in the order they were written; empty for a fresh run. */
    List<JournalEntry> read(TaskId task, int attempt);

    /** Returns when the entry is kept. */
    void append(TaskId task, int attempt, JournalEntry entry);

    /** The attempt's result is on the log: its entries are no longer needed. */
    void forget(TaskId task, int attempt);
}
