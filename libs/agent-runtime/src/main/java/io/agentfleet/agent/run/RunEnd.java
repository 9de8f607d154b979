package io.agentfleet.agent.run;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.taskmodel.run.RunResult;

/** How a run left its thread. */
public sealed interface RunEnd {

    /** It came to an end: keep the result. */
    record Ended(RunResult result) implements RunEnd {}

    /**
     * It was left as it stands, without a result: nothing is published.
     *
     * @param code SUPERSEDED: another owner has it; UNAVAILABLE: this process ends; CANCELLED:
     *     whoever waited for it in this thread is gone
     */
    record Abandoned(ErrorCode code, String reason) implements RunEnd {}
}
