package io.agentfleet.tools.guard;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.tools.call.Call;

/** Is there such a tool? */
public final class KnownToolGuard implements Guard {

    private static final int LONGEST_SHOWN = 80;

    @Override
    public Verdict judge(Call call, CallCounts counts) {
        if (call.registered().isPresent()) {
            return Verdict.ALLOWED;
        }
        String shown =
                call.tool().length() <= LONGEST_SHOWN
                        ? call.tool()
                        : call.tool().substring(0, LONGEST_SHOWN) + "…";
        return new Verdict.Refused(
                ErrorCode.UNKNOWN_TOOL,
                "there is no tool '%s': call one of the tools that you were given"
                        .formatted(shown));
    }
}
