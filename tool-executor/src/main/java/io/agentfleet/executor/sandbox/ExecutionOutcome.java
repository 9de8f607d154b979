package io.agentfleet.executor.sandbox;

import io.agentfleet.schemas.ErrorCode;

/** How a call ended. Messages say what, which value and what to do; they hold no stack trace. */
public sealed interface ExecutionOutcome {

    /** The tool ran. */
    record Succeeded(ToolResult answer) implements ExecutionOutcome {}

    /** The call was refused; nothing happened. */
    record Rejected(ErrorCode code, String message) implements ExecutionOutcome {}

    /** The tool could not do it. */
    record Failed(ErrorCode code, String message) implements ExecutionOutcome {}
}
