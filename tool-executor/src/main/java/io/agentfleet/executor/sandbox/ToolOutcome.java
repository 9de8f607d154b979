package io.agentfleet.executor.sandbox;

import io.agentfleet.schemas.ErrorCode;

/** How a call ended. Messages say what, which value and what to do; they hold no stack trace. */
public sealed interface ToolOutcome {

    /** The tool ran. */
    record Succeeded(ToolAnswer answer) implements ToolOutcome {}

    /** The call was refused; nothing happened. */
    record Rejected(ErrorCode code, String message) implements ToolOutcome {}

    /** The tool could not do it. */
    record Failed(ErrorCode code, String message) implements ToolOutcome {}
}
