package io.agentfleet.tools.guard;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.tools.call.Call;
import java.util.List;

/** May this agent call this tool? */
final class PermissionGuard implements Guard {

    private final Permissions permissions;

    PermissionGuard(Permissions permissions) {
        this.permissions = permissions;
    }

    @Override
    public Verdict judge(Call call, CallCounts counts) {
        List<String> allowed = permissions.of(call.caller().agent());
        if (allowed.contains(call.tool())) {
            return Verdict.ALLOWED;
        }
        return new Verdict.Refused(
                ErrorCode.PERMISSION_DENIED,
                "agent '%s' may not call '%s': use %s, or let an operator add it to fleet.permissions.%s"
                        .formatted(
                                call.caller().agent(),
                                call.tool(),
                                allowed.isEmpty() ? "no tools" : String.join(", ", allowed),
                                call.caller().agent()));
    }
}
