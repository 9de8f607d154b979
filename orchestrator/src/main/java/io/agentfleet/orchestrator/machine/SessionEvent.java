package io.agentfleet.orchestrator.machine;

import io.agentfleet.orchestrator.session.NodeResult;
import io.agentfleet.orchestrator.session.TaskRef;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.task.Task;
import java.time.Instant;

/** An input of the session machine. Each may be delivered twice. */
public sealed interface SessionEvent {

    /** A task for the orchestrator is on the log. */
    record TaskArrived(Task task) implements SessionEvent {}

    /**
     * A record asked for something that cannot be accepted.
     *
     * @param prompt what was asked, cut to what can be shown
     * @param createdAt when, as the record says
     */
    record TaskRefused(
            TaskRef task, String prompt, Instant createdAt, ErrorCode code, String reason)
            implements SessionEvent {}

    /** An agent's task ended; not every such task is one of ours. */
    record ResultArrived(NodeResult result) implements SessionEvent {}

    /**
     * The outcome of a task of ours is on the log. The first one there counts: a former owner of
     * the session may have sent it whose last decisions were lost.
     */
    record ResultPublished(TaskId task, TaskEvent.Ended outcome) implements SessionEvent {}

    /** A root task and all its runs are to be cancelled. */
    record CancelRequested(TaskId rootId, String reason) implements SessionEvent {}

    /**
     * A run that takes long is still at work.
     *
     * @param sentAt by the agent's clock
     */
    record ProgressMade(TaskId task, String nodeId, int attempt, Instant sentAt)
            implements SessionEvent {}

    /**
     * The session was taken over from an owner that may have lost actions of its last decisions.
     *
     * @param since results before this time were published for certain
     */
    record TakenOver(Instant since) implements SessionEvent {}

    /**
     * A timer fired: check deadlines, retries that are due and missing heartbeats.
     *
     * @param receivingSince missing heartbeats before this time are not counted: this process was
     *     not receiving yet
     */
    record TimePassed(Instant receivingSince) implements SessionEvent {

        /** This process was receiving all the time. */
        public TimePassed() {
            this(Instant.EPOCH);
        }
    }
}
