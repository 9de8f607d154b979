package io.agentfleet.orchestrator.machine;

import io.agentfleet.orchestrator.session.NodeResult;
import io.agentfleet.orchestrator.session.TaskRef;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.task.Task;
import java.time.Instant;

/** Something that a session hears of. Any of them may come twice. */
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

    /** Somebody wants a root task and all that serves it to stop. */
    record CancelRequested(TaskId rootId, String reason) implements SessionEvent {}

    /**
     * A run that takes long is still at work.
     *
     * @param sentAt by the agent's clock
     */
    record ProgressMade(TaskId task, String nodeId, int attempt, Instant sentAt)
            implements SessionEvent {}

    /**
     * The session was taken over from an owner that may have lost effects of its last decisions.
     *
     * @param since outcomes before this time are known to be told
     */
    record TakenOver(Instant since) implements SessionEvent {}

    /**
     * Time went on: deadlines, rests and silent agents are looked at.
     *
     * @param receivingSince silence before is ours: nobody listened
     */
    record TimePassed(Instant receivingSince) implements SessionEvent {

        /** Somebody always listened. */
        public TimePassed() {
            this(Instant.EPOCH);
        }
    }
}
