package io.agentfleet.tools.effect;

/** What became of a claim. */
public sealed interface EffectClaim {

    /** The intent is noted: the tool may be called, by this caller only. */
    record Granted() implements EffectClaim {}

    /**
     * Something is known of the key already.
     *
     * @param stored as the log holds it: give it back to claim the key in spite of it
     * @param atWork intended by an owner that is alive and runs it
     */
    record Taken(EffectState state, String stored, boolean atWork) implements EffectClaim {}
}
