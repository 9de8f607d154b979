package io.agentfleet.tools.guard;

import io.agentfleet.tools.call.Call;

/** Port to the counters of calls, shared by every replica. */
@FunctionalInterface
public interface CallCounts {

    /**
     * Counts a call and says how many there are, this one included.
     *
     * @throws io.agentfleet.schemas.FleetException with UNAVAILABLE if the counters do not answer
     */
    Counts count(Call call);

    /**
     * @param ofRootTask calls of this session for this root task: each root task starts from
     *     nothing, so that a long conversation stays usable
     * @param ofAgentThisMinute calls of this tool by this agent in this minute of the clock
     * @param sameInput calls of this tool with the same input by the same task within a minute
     */
    record Counts(long ofRootTask, long ofAgentThisMinute, long sameInput) {}
}
