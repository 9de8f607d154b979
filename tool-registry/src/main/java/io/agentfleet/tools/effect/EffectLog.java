package io.agentfleet.tools.effect;

/** Port to what is known of calls that write. Blocking, safe for many threads. */
public interface EffectLog {

    /** Nothing was known. */
    String NOTHING = "";

    /**
     * Notes the intent, durably and atomically, if what is stored is still what the caller has
     * seen.
     *
     * @param seen {@link #NOTHING}, or {@link EffectClaim.Taken#stored()}
     * @throws io.agentfleet.schemas.FleetException with UNAVAILABLE if it cannot be noted now: the
     *     tool must not be called
     */
    EffectClaim claim(ToolEffect effect, String seen);

    /**
     * Notes how a granted call ended; never throws. What cannot be noted counts as intended by
     * somebody dead later on.
     */
    void ended(ToolEffect effect, EffectState state);

    /** True if claims can be made. */
    boolean ready();
}
