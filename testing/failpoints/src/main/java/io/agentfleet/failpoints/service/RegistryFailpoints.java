package io.agentfleet.failpoints.service;

import io.agentfleet.failpoints.point.Failpoints;
import io.agentfleet.tools.effect.EffectLog;
import io.agentfleet.tools.gateway.RegistryDrill;
import io.agentfleet.tools.gateway.ToolEndpoint;
import java.util.Optional;

/** Failpoints around the ports of the registry. */
public final class RegistryFailpoints implements RegistryDrill {

    private final Optional<Failpoints> points = Failpoints.ofProcess();

    @Override
    public ToolEndpoint around(ToolEndpoint endpoint) {
        return points.<ToolEndpoint>map(set -> new FailpointEndpoint(endpoint, set))
                .orElse(endpoint);
    }

    @Override
    public EffectLog around(EffectLog log) {
        return points.<EffectLog>map(set -> new FailpointEffectLog(log, set)).orElse(log);
    }
}
