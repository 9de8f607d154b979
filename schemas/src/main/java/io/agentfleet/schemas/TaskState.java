package io.agentfleet.schemas;

/** Where a task stands. Final states never change again. */
public enum TaskState {
    PENDING,
    RUNNING,
    WAITING_APPROVAL,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** True for COMPLETED, FAILED and CANCELLED. */
    public boolean isFinal() {
        return switch (this) {
            case COMPLETED, FAILED, CANCELLED -> true;
            case PENDING, RUNNING, WAITING_APPROVAL -> false;
        };
    }
}
