package io.agentfleet.access.config;

import io.agentfleet.access.grant.GrantKeys;
import io.agentfleet.access.grant.TaskGrants;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Task grants as they are configured, for a service that hands tasks out or checks tool calls. */
public final class ConfiguredGrants {

    private ConfiguredGrants() {}

    /**
     * Empty in open mode: nobody shows a grant there.
     *
     * @throws IllegalStateException in mode jwt if this service has no usable key
     */
    public static Optional<TaskGrants> of(AccessConfig config, InstantSource clock) {
        return switch (config.mode()) {
            case OPEN -> Optional.empty();
            case JWT ->
                    Optional.of(
                            new TaskGrants(new GrantKeys(keyFile(config)), config.leeway(), clock));
        };
    }

    private static Path keyFile(AccessConfig config) {
        return config.grants()
                .keyFile()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "fleet.access.mode=jwt, but this service has no key for task grants: set fleet.access.grants.key-file to the file that the orchestrator and the tool registry share"));
    }
}
