package io.agentfleet.tools.effect;

import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.call.CallArguments;
import io.agentfleet.tools.call.Caller;

/**
 * A call of a tool that writes.
 *
 * @param key SHA-256 over tenant, session, task, step, tool and canonical arguments, hex: the same
 *     for the same call repeated
 */
public record ToolEffect(String key, Call call) {

    /** The effect of this call. */
    public static ToolEffect of(Call call) {
        Caller caller = call.caller();
        String parts =
                String.join(
                        "\n",
                        caller.tenant(),
                        caller.session().value(),
                        caller.task().value(),
                        Integer.toString(caller.step()),
                        call.tool(),
                        call.arguments().hash());
        String key = CallArguments.sha256(parts);
        return new ToolEffect(
                key,
                new Call(call.tool(), call.registered(), call.arguments(), caller.withKey(key)));
    }
}
