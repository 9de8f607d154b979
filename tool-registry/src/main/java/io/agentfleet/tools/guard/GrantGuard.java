package io.agentfleet.tools.guard;

import io.agentfleet.access.grant.TaskGrant;
import io.agentfleet.access.grant.TaskGrants;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.call.Caller;

/**
 * Does this agent work on the task that it names? Whose token the call came with is known by then:
 * it is the agent's own.
 */
final class GrantGuard implements Guard {

    private final TaskGrants grants;

    GrantGuard(TaskGrants grants) {
        this.grants = grants;
    }

    @Override
    public Verdict judge(Call call, CallCounts counts) {
        Caller caller = call.caller();
        TaskGrant.Work work =
                new TaskGrant.Work(
                        caller.tenant(), caller.rootTask(), caller.task(), caller.agent());
        if (grants.covers(caller.grant(), work)) {
            return Verdict.ALLOWED;
        }
        return new Verdict.Refused(
                ErrorCode.PERMISSION_DENIED,
                "agent '%s' shows no grant that holds for task %s of tenant '%s': send the task to agent.tasks.orchestrator, or to the agent's own REST or gRPC API with a person's token; a record on agent.tasks.%1$s brings no grant"
                        .formatted(caller.agent(), caller.task(), caller.tenant()));
    }
}
