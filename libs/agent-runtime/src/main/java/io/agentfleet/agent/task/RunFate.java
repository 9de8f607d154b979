package io.agentfleet.agent.task;

import io.agentfleet.schemas.ErrorCode;

/** What became of a task that this process was asked to carry out. */
public sealed interface RunFate {

    /** Its attempt has ended: just now, or earlier and anywhere. */
    record Ended(KeptRun run) implements RunFate {}

    /**
     * Another claim counts.
     *
     * @param attempt the one that is known; the task's own if only the owner is another
     */
    record Superseded(int attempt) implements RunFate {}

    /**
     * It was left as it stands; whoever gets it next goes on.
     *
     * @param code UNAVAILABLE: this process ends; CANCELLED: whoever waited here is gone
     */
    record Left(ErrorCode code, String reason) implements RunFate {}
}
