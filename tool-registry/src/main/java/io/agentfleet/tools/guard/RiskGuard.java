package io.agentfleet.tools.guard;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.tools.call.Call;

/** May it be called at all? */
final class RiskGuard implements Guard {

    @Override
    public Verdict judge(Call call, CallCounts counts) {
        return switch (call.known().definition().risk()) {
            case AUTO -> Verdict.ALLOWED;
            case FORBIDDEN ->
                    new Verdict.Refused(
                            ErrorCode.PERMISSION_DENIED,
                            "'%s' is registered as forbidden: do without this tool"
                                    .formatted(call.tool()));
        };
    }
}
