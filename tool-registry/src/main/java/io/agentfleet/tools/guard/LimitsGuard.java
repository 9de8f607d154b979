package io.agentfleet.tools.guard;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.guard.CallCounts.Counts;

/** Is there anything left of depth, of the root task's calls, and of the agent's rate? */
final class LimitsGuard implements Guard {

    private final CallLimits limits;

    LimitsGuard(CallLimits limits) {
        this.limits = limits;
    }

    @Override
    public Verdict judge(Call call, CallCounts counts) {
        if (call.caller().depth() > limits.depth()) {
            return new Verdict.Refused(
                    ErrorCode.DEPTH_LIMIT_REACHED,
                    "depth %d of agents calling agents is over %d: answer with what you have"
                            .formatted(call.caller().depth(), limits.depth()));
        }
        Counts now = counts.count(call);
        if (now.ofRootTask() > limits.callsPerRootTask()) {
            return new Verdict.Refused(
                    ErrorCode.CALL_LIMIT_REACHED,
                    "task '%s' made its %d tool calls: answer with what you have"
                            .formatted(call.caller().rootTask(), limits.callsPerRootTask()));
        }
        int rate = call.known().definition().rateLimit();
        if (now.ofAgentThisMinute() > rate) {
            return new Verdict.Refused(
                    ErrorCode.CALL_LIMIT_REACHED,
                    "agent '%s' called '%s' %d times this minute: try again next minute, or let an operator raise its rate_limit"
                            .formatted(call.caller().agent(), call.tool(), rate));
        }
        return Verdict.ALLOWED;
    }
}
