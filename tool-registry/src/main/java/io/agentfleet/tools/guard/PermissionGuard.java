package io.agentfleet.tools.guard;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.tools.call.Call;
import java.util.List;
import java.util.function.Supplier;

/** May this agent call this tool? */
final class PermissionGuard implements Guard {

    private final Supplier<Permissions> permissions;

    PermissionGuard(Supplier<Permissions> permissions) {
        this.permissions = permissions;
    }

    @Override
    public Verdict judge(Call call, CallCounts counts) {
        List<String> allowed = permissions.get().of(call.caller().agent(), call.caller().tenant());
        if (allowed.contains(call.tool())) {
            return Verdict.ALLOWED;
        }
        return new Verdict.Refused(
                ErrorCode.PERMISSION_DENIED,
                "agent '%s' may not call '%s': use %s, or let an operator add it to the line of '%1$s' in the permissions file"
                        .formatted(
                                call.caller().agent(),
                                call.tool(),
                                allowed.isEmpty() ? "no tools" : String.join(", ", allowed)));
    }
}
