package io.agentfleet.orchestrator.service;

import io.agentfleet.access.grant.TaskGrant;
import io.agentfleet.access.grant.TaskGrants;
import io.agentfleet.orchestrator.machine.NodeGrants;
import io.agentfleet.taskmodel.task.Task;
import java.time.Duration;

/**
 * Grants of a secured fleet: for the tenant, root task and agent of the node's task, until its
 * deadline.
 *
 * @param grants signs them
 */
record SignedNodeGrants(TaskGrants grants) implements NodeGrants {

    /** Of a task without a deadline. */
    private static final Duration LONGEST = Duration.ofHours(24);

    @Override
    public Task granted(Task task) {
        TaskGrant grant =
                new TaskGrant(
                        new TaskGrant.Work(task.tenant(), task.rootId(), task.id(), task.agent()),
                        task.limits().deadline().orElseGet(() -> task.createdAt().plus(LONGEST)));
        return task.withGrant(grants.sign(grant));
    }
}
