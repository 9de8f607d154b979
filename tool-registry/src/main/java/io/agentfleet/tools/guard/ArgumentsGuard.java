package io.agentfleet.tools.guard;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.call.CallArguments;
import java.util.List;

/** Do the arguments fit the tool's schema? */
final class ArgumentsGuard implements Guard {

    @Override
    public Verdict judge(Call call, CallCounts counts) {
        CallArguments arguments = call.arguments();
        List<String> problems =
                arguments.problem().isEmpty()
                        ? call.known().arguments().problems(arguments.json())
                        : List.of("they are not JSON: " + arguments.problem());
        if (problems.isEmpty()) {
            return Verdict.ALLOWED;
        }
        return new Verdict.Refused(
                ErrorCode.INVALID_TOOL_ARGUMENTS,
                "arguments of '%s' do not fit: %s; call it again with arguments that fit its parameters"
                        .formatted(call.tool(), String.join("; ", problems)));
    }
}
