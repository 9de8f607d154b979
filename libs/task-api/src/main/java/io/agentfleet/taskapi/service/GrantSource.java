package io.agentfleet.taskapi.service;

import io.agentfleet.access.token.BearerToken;
import io.agentfleet.taskmodel.task.Task;
import java.util.Optional;

/**
 * Port to whoever gives the grants of tasks that people hand to this service itself. Blocking, safe
 * for many threads.
 */
@FunctionalInterface
public interface GrantSource {

    /** Where tasks need none: their agents get them in another way, or the fleet is open. */
    GrantSource NONE = (task, person) -> task;

    /**
     * The task with its grant.
     *
     * @param person the token of the person whose task it is; empty if callers show none, or if a
     *     service brought the task, and with it the grant
     * @throws io.agentfleet.schemas.FleetException PERMISSION_DENIED, or UNAVAILABLE
     */
    Task granted(Task task, Optional<BearerToken> person);
}
