package io.agentfleet.tools.gateway.grpc;

import io.agentfleet.proto.tools.v1.CallContext;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.tools.call.Caller;

/** Callers as messages and back. */
public final class CallContexts {

    private CallContexts() {}

    /** The message of a caller, for a tool: without the grant, which is for the registry alone. */
    public static CallContext of(Caller caller) {
        return CallContext.newBuilder()
                .setTenant(caller.tenant())
                .setSessionId(caller.session().value())
                .setTaskId(caller.task().value())
                .setRootTaskId(caller.rootTask().value())
                .setAgent(caller.agent().value())
                .setDepth(caller.depth())
                .setStep(caller.step())
                .setIdempotencyKey(caller.idempotencyKey())
                .setDataSource(caller.dataSource())
                .build();
    }

    /**
     * The caller of a message; an empty tenant is {@code default}, an empty root task the task
     * itself.
     *
     * @throws IllegalArgumentException saying which field is not usable
     */
    public static Caller caller(CallContext context) {
        TaskId task = new TaskId(context.getTaskId());
        return new Caller(
                context.getTenant().isEmpty() ? "default" : context.getTenant(),
                new SessionId(context.getSessionId()),
                task,
                context.getRootTaskId().isEmpty() ? task : new TaskId(context.getRootTaskId()),
                new AgentName(context.getAgent()),
                context.getDepth(),
                context.getStep(),
                context.getIdempotencyKey(),
                context.getDataSource(),
                context.getGrant());
    }
}
