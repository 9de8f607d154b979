package io.agentfleet.tools.effect;

/** What a call may do now, given what is known of its key. Pure. */
public sealed interface EffectPolicy {

    /** Call the tool. */
    record Perform() implements EffectPolicy {}

    /** Answer this, without calling the tool. */
    record Answer(String outcome) implements EffectPolicy {}

    /** The same call is running: check again soon. */
    record Wait() implements EffectPolicy {}

    /** It is not known whether the effect happened, and a repetition might make a second one. */
    record Refuse() implements EffectPolicy {}

    /**
     * Decides.
     *
     * @param known of the call's key
     * @param idempotent the tool bears a repetition with the same key
     */
    static EffectPolicy of(EffectClaim.Taken known, boolean idempotent) {
        return switch (known.state()) {
            case EffectState.Done(String outcome) -> new Answer(outcome);
            case EffectState.Failed _ -> new Perform();
            case EffectState.Intended _ when known.atWork() -> new Wait();
            case EffectState.Intended _, EffectState.Ambiguous _ ->
                    idempotent ? new Perform() : new Refuse();
        };
    }
}
