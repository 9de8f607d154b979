package io.agentfleet.tools.guard;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.tools.call.Call;

/** Does the task turn in circles? */
final class LoopGuard implements Guard {

    private final CallLimits limits;

    LoopGuard(CallLimits limits) {
        this.limits = limits;
    }

    @Override
    public Verdict judge(Call call, CallCounts counts) {
        long same = counts.count(call).sameInput();
        if (same < limits.repeats()) {
            return Verdict.ALLOWED;
        }
        return new Verdict.Refused(
                ErrorCode.LOOP_DETECTED,
                "this is call %d of '%s' with the same arguments within a minute: use the answer that you have, or other arguments"
                        .formatted(same, call.tool()));
    }
}
