package io.agentfleet.agent.journal;

import java.util.List;
import java.util.Optional;

/**
 * The result of a claim: what the journal answers to a process that wants to run an attempt of a
 * task.
 */
public sealed interface ClaimResult {

    /**
     * Go on.
     *
     * @param entries what earlier owners of this attempt have recorded, in order; empty if nothing
     * @param earlier the run that this one goes on with, if there was one
     */
    record Granted(Claim claim, List<JournalEntry> entries, Optional<Earlier> earlier)
            implements ClaimResult {
        public Granted {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A run of the same attempt that did not end.
     *
     * @param mark as it was given with its claim; may be empty
     * @param brokeOff true if its owner died, false if it gave the claim back
     */
    record Earlier(String mark, boolean brokeOff) {}

    /**
     * The attempt has ended.
     *
     * @param result what was kept, as it was given to {@link StepJournal#end}
     */
    record Ended(String result) implements ClaimResult {}

    /** Another claim holds it. Wait while its owner lives; take it over when it is dead. */
    record Held(OwnerId owner, long fence) implements ClaimResult {}

    /** A later attempt of the task is known: this one is obsolete. */
    record Superseded(int attempt) implements ClaimResult {}
}
