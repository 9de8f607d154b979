package io.agentfleet.tools.effect;

/**
 * What is known of one call that writes.
 *
 * <pre>
 *             intended ──► done
 *    (none) ──►  │  ▲ ───► failed     may be called again
 *                ▼  │ (idempotent)
 *             ambiguous
 * </pre>
 */
public sealed interface EffectState {

    /** The tool is about to be called, or is at work, or its registry died meanwhile. */
    record Intended() implements EffectState {}

    /**
     * The tool has answered.
     *
     * @param outcome returned again when the call is repeated
     */
    record Done(String outcome) implements EffectState {}

    /** The tool refused or failed cleanly: there is no effect. */
    record Failed(String outcome) implements EffectState {}

    /** The tool was called and gave no clear answer. */
    record Ambiguous() implements EffectState {}

    /** The state's name, as it travels. */
    default String wire() {
        return switch (this) {
            case Intended _ -> "intended";
            case Done _ -> "done";
            case Failed _ -> "failed";
            case Ambiguous _ -> "ambiguous";
        };
    }
}
