package io.agentfleet.agentservice.assembly;

import io.agentfleet.access.token.BearerToken;
import io.agentfleet.agent.tool.grpc.TaskGrantClient;
import io.agentfleet.taskapi.service.GrantSource;
import io.agentfleet.taskmodel.task.Task;
import java.util.Optional;

/**
 * Grants of tasks that people hand to an agent's own door.
 *
 * @param registry gives them
 */
record RegistryGrants(TaskGrantClient registry) implements GrantSource, AutoCloseable {

    @Override
    public Task granted(Task task, Optional<BearerToken> person) {
        return person.map(token -> task.withGrant(registry.grant(task.agent(), task.id(), token)))
                .orElse(task);
    }

    @Override
    public void close() {
        registry.close();
    }
}
