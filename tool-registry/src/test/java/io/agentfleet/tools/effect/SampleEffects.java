package io.agentfleet.tools.effect;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.call.CallArguments;
import io.agentfleet.tools.call.Caller;
import io.agentfleet.tools.catalog.DefinitionCheck;
import io.agentfleet.tools.catalog.DefinitionDraft;
import io.agentfleet.tools.catalog.Ownership;
import java.util.Optional;
import java.util.UUID;

/** Calls that write, to start from. */
public final class SampleEffects {

    private SampleEffects() {}

    /** A call of nobody else's. */
    public static Call call(boolean idempotent) {
        return call(idempotent, "");
    }

    /** The same, of a tool that promises such results. */
    public static Call call(boolean idempotent, String outputSchema) {
        return call(idempotent, outputSchema, "localhost:9");
    }

    /** The same, of a tool at this endpoint. */
    public static Call callAt(String endpoint) {
        return call(true, "", endpoint);
    }

    private static Call call(boolean idempotent, String outputSchema, String endpoint) {
        DefinitionDraft draft =
                new DefinitionDraft(
                        "book",
                        "1.0.0",
                        "Writes.",
                        "{\"type\":\"object\"}",
                        endpoint,
                        "",
                        "",
                        0,
                        3_000,
                        "",
                        outputSchema,
                        "",
                        true,
                        idempotent);
        TaskId task = new TaskId(UUID.randomUUID().toString());
        Caller caller =
                new Caller(
                        "default",
                        new SessionId("s-1"),
                        task,
                        task,
                        new AgentName("writer"),
                        0,
                        1,
                        "",
                        "",
                        "");
        return new Call(
                "book",
                Optional.of(DefinitionCheck.check(draft, Ownership.NONE)),
                CallArguments.parse("{}"),
                caller);
    }

    /** An effect of nobody else's. */
    public static ToolEffect effect() {
        return ToolEffect.of(call(true));
    }
}
