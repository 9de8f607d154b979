package io.agentfleet.tools.guard;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.tools.call.Call;

/** Must a human agree? */
final class RiskGuard implements Guard {

    @Override
    public Verdict judge(Call call, CallCounts counts) {
        return switch (call.known().definition().risk()) {
            case AUTO -> Verdict.ALLOWED;
            case APPROVAL ->
                    new Verdict.NeedsApproval(
                            "a human must agree to '%s', and approvals are not served by this version of the fleet: do without this tool"
                                    .formatted(call.tool()));
            case FORBIDDEN ->
                    new Verdict.Refused(
                            ErrorCode.PERMISSION_DENIED,
                            "'%s' is registered as forbidden: do without this tool"
                                    .formatted(call.tool()));
        };
    }
}
