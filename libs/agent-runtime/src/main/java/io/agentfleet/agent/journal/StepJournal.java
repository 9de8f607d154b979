package io.agentfleet.agent.journal;

import io.agentfleet.schemas.TaskId;
import java.util.OptionalLong;

/**
 * Who carries out a task, what the run has already paid for, and how it ended. One claim of a task
 * counts at a time: the latest. Blocking, safe for many threads.
 *
 * <p>If the store was emptied, a run goes on under the fence it has; what it had recorded is lost
 * and a later owner starts afresh.
 */
public interface StepJournal {

    /**
     * Asks for an attempt, in one atomic step.
     *
     * @param dead the fence of a claim whose owner was found dead: that claim is taken over
     * @param mark names the run of this claim for the next owner; may be empty
     */
    ClaimResult claim(TaskId task, int attempt, OwnerId owner, OptionalLong dead, String mark);

    /** Asks for an attempt without a mark. */
    default ClaimResult claim(TaskId task, int attempt, OwnerId owner, OptionalLong dead) {
        return claim(task, attempt, owner, dead, "");
    }

    /**
     * Returns when the entry is kept.
     *
     * @throws io.agentfleet.schemas.FleetException SUPERSEDED if a later claim was granted: stop at
     *     once, publish nothing
     */
    void append(Claim claim, JournalEntry entry);

    /**
     * Keeps the result in place of the entries. Every later claim of the attempt gets it.
     *
     * @throws io.agentfleet.schemas.FleetException SUPERSEDED as for {@link #append}
     */
    void end(Claim claim, String result);

    /** Gives an attempt back that has not ended: the next owner need not wait. */
    void release(Claim claim);
}
