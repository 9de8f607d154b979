package io.agentfleet.schemas;

import java.util.Locale;

/**
 * Every error of a request, a run or a tool call, with its gRPC and HTTP status.
 *
 * <p>The wire form is the lower-case name: {@code token_budget_exceeded}.
 */
public enum ErrorCode {
    INVALID_ARGUMENT(Kind.USER, false, 400, "INVALID_ARGUMENT"),
    /** Nobody knows who asks. */
    UNAUTHENTICATED(Kind.USER, false, 401, "UNAUTHENTICATED"),
    /** There is no such path. */
    NOT_FOUND(Kind.USER, false, 404, "UNIMPLEMENTED"),
    /** The request did not come in as a whole. */
    REQUEST_TIMEOUT(Kind.USER, true, 408, "DEADLINE_EXCEEDED"),
    RATE_LIMITED(Kind.RESOURCES, true, 429, "RESOURCE_EXHAUSTED"),
    UNSUPPORTED_MEDIA_TYPE(Kind.USER, false, 415, "INVALID_ARGUMENT"),
    PAYLOAD_TOO_LARGE(Kind.USER, false, 413, "INVALID_ARGUMENT"),
    UNKNOWN_AGENT(Kind.USER, false, 404, "NOT_FOUND"),
    UNKNOWN_TASK(Kind.USER, false, 404, "NOT_FOUND"),
    UNKNOWN_TOOL(Kind.USER, false, 404, "NOT_FOUND"),
    UNKNOWN_DATA_SOURCE(Kind.USER, false, 400, "INVALID_ARGUMENT"),
    UNREADABLE_DATA(Kind.USER, false, 422, "FAILED_PRECONDITION"),
    UNREADABLE_RECORD(Kind.USER, false, 400, "INVALID_ARGUMENT"),
    CONFLICT(Kind.USER, false, 409, "ALREADY_EXISTS"),
    PERMISSION_DENIED(Kind.USER, false, 403, "PERMISSION_DENIED"),
    INVALID_TOOL_ARGUMENTS(Kind.USER, false, 400, "INVALID_ARGUMENT"),
    INVALID_TOOL_DEFINITION(Kind.USER, false, 400, "INVALID_ARGUMENT"),
    INVALID_PLAN(Kind.USER, false, 422, "FAILED_PRECONDITION"),
    CALL_LIMIT_REACHED(Kind.RESOURCES, false, 429, "RESOURCE_EXHAUSTED"),
    DEPTH_LIMIT_REACHED(Kind.RESOURCES, false, 429, "RESOURCE_EXHAUSTED"),
    LOOP_DETECTED(Kind.RESOURCES, false, 429, "RESOURCE_EXHAUSTED"),
    MEMORY_LIMIT_REACHED(Kind.RESOURCES, false, 422, "RESOURCE_EXHAUSTED"),
    TOKEN_BUDGET_EXCEEDED(Kind.RESOURCES, false, 422, "RESOURCE_EXHAUSTED"),
    /** The money that a task, session or tenant may spend is spent. */
    COST_BUDGET_EXCEEDED(Kind.RESOURCES, false, 422, "RESOURCE_EXHAUSTED"),
    MAX_STEPS_REACHED(Kind.RESOURCES, false, 422, "RESOURCE_EXHAUSTED"),
    TOOL_TIMEOUT(Kind.RESOURCES, false, 504, "DEADLINE_EXCEEDED"),
    TOOL_FAILED(Kind.USER, false, 422, "FAILED_PRECONDITION"),
    TOOL_UNAVAILABLE(Kind.INTERNAL, true, 503, "UNAVAILABLE"),
    MODEL_UNAVAILABLE(Kind.INTERNAL, true, 503, "UNAVAILABLE"),
    /** Its provider will not answer this call, however often it is asked. */
    MODEL_REFUSED(Kind.INTERNAL, false, 502, "FAILED_PRECONDITION"),
    AGENT_UNAVAILABLE(Kind.INTERNAL, true, 503, "UNAVAILABLE"),
    /** Another owner took the run over: this one's writes no longer count. */
    SUPERSEDED(Kind.INTERNAL, false, 409, "ABORTED"),
    /** It is not known whether a tool's effect happened, and it must not be tried blindly again. */
    EFFECT_AMBIGUOUS(Kind.INTERNAL, false, 409, "ABORTED"),
    DEADLINE_EXCEEDED(Kind.RESOURCES, false, 504, "DEADLINE_EXCEEDED"),
    NODE_FAILED(Kind.INTERNAL, false, 500, "INTERNAL"),
    CANCELLED(Kind.USER, false, 409, "CANCELLED"),
    UNAVAILABLE(Kind.INTERNAL, true, 503, "UNAVAILABLE"),
    INTERNAL(Kind.INTERNAL, false, 500, "INTERNAL");

    /** Who can fix it: the caller, the owner of the quota, or the operator. */
    public enum Kind {
        USER,
        RESOURCES,
        INTERNAL
    }

    private final Kind kind;
    private final boolean retryable;
    private final int httpStatus;
    private final String grpcStatus;

    ErrorCode(Kind kind, boolean retryable, int httpStatus, String grpcStatus) {
        this.kind = kind;
        this.retryable = retryable;
        this.httpStatus = httpStatus;
        this.grpcStatus = grpcStatus;
    }

    /** Who can fix it. */
    public Kind kind() {
        return kind;
    }

    /** True if the same request may succeed later, unchanged. */
    public boolean retryable() {
        return retryable;
    }

    /** The status that REST answers. */
    public int httpStatus() {
        return httpStatus;
    }

    /** The name of the gRPC status code. */
    public String grpcStatus() {
        return grpcStatus;
    }

    /** The lower-case name, as it travels. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its problem type (RFC 9457). */
    public String problemType() {
        return "urn:agentfleet:error:" + wire();
    }

    /** Its problem title: words instead of underscores. */
    public String title() {
        return wire().replace('_', ' ');
    }

    /** The code of a wire name; INTERNAL for one that this version does not know. */
    public static ErrorCode ofWire(String wire) {
        for (ErrorCode code : values()) {
            if (code.wire().equals(wire)) {
                return code;
            }
        }
        return INTERNAL;
    }
}
