package io.agentfleet.agent.route;

/** Where in its run a call stands. */
public enum StepKind {
    /** The first call of a run: nothing was answered yet. */
    FIRST,
    /** Any further call of a run. */
    LATER,
    /** No tools to call, and the answer must fit a schema: only its form is left to do. */
    FINAL_FORMAT
}
