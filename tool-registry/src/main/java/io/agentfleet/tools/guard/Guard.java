package io.agentfleet.tools.guard;

import io.agentfleet.tools.call.Call;

/** One question about a call. Must not throw, except when {@code counts} does. */
@FunctionalInterface
public interface Guard {

    /** Answers it; a guard that needs no counts does not ask for them. */
    Verdict judge(Call call, CallCounts counts);
}
