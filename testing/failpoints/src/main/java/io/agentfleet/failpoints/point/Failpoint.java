package io.agentfleet.failpoints.point;

import java.util.Locale;

/** Moments in a task's life at which a process can be held, in the order in which they come. */
public enum Failpoint {

    /** Orchestrator: an event was decided on; nothing of that is stored or sent. */
    DECIDED("orchestrator"),

    /** Agent: the run is this process's own; nothing was done for it. */
    CLAIMED("agent"),

    /** Agent: the model has answered; the answer is not in the journal. */
    MODEL_ANSWERED("agent"),

    /** Agent: the answer is in the journal; nothing followed from it. */
    MODEL_JOURNALED("agent"),

    /** Agent: a tool is about to be called; the registry knows nothing of it. */
    TOOL_CALLED("agent"),

    /** Registry: the effect is noted as intended; the tool was not called. */
    EFFECT_INTENDED("tool-registry"),

    /** Executor: the effect has happened, the result was not returned. */
    EFFECT_WRITTEN("tool-executor"),

    /** Registry: the tool has answered; the effect is not noted as done. */
    TOOL_EXECUTED("tool-registry"),

    /** Registry: the effect is recorded as done, the result was not returned to the agent. */
    EFFECT_DONE("tool-registry"),

    /** Agent: the tool's outcome is here; it is not in the journal. */
    TOOL_ANSWERED("agent"),

    /** Agent: the outcome is in the journal; the model was not asked again. */
    TOOL_JOURNALED("agent"),

    /** Agent: the result is kept; it is not on the log. */
    RESULT_KEPT("agent"),

    /** Agent: the result is on the log; the task's record is not acknowledged. */
    RESULT_PUBLISHED("agent");

    private final String kind;

    Failpoint(String kind) {
        this.kind = kind;
    }

    /** Whose moment it is: a service's name, or {@code agent} for every agent. */
    public String kind() {
        return kind;
    }

    /** As files are named by it, such as {@code model-answered}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
