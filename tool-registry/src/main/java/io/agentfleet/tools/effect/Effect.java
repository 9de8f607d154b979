package io.agentfleet.tools.effect;

import io.agentfleet.tools.guard.Call;
import io.agentfleet.tools.guard.CallArguments;
import io.agentfleet.tools.guard.Caller;

/**
 * A call of a tool that writes.
 *
 * @param key SHA-256 over tenant, session, task, step, tool and canonical arguments, hex: the same
 *     for the same call repeated
 */
public record Effect(String key, Call call) {

    /** The effect of this call. */
    public static Effect of(Call call) {
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
        return new Effect(
                key,
                new Call(call.tool(), call.registered(), call.arguments(), caller.withKey(key)));
    }
}
