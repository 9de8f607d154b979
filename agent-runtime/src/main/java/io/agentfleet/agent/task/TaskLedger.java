package io.agentfleet.agent.task;

import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.event.AgentResultEvent;
import java.util.Optional;

/**
 * Which attempts have ended, and which root tasks were told to stop. Blocking, for many threads.
 */
public interface TaskLedger {

    /** The result of an attempt that ended; published again instead of running again. */
    Optional<AgentResultEvent> result(TaskId task, int attempt);

    /** The result is on the log. */
    void keep(AgentResultEvent result);

    /** The root task and all that serve it are to stop, also those that have not arrived yet. */
    void cancel(TaskId root, String reason);

    /** Why a root task was told to stop; empty if it was not. */
    Optional<String> cancelled(TaskId root);
}
