package io.agentfleet.tools.gateway;

import io.agentfleet.tools.effect.EffectLog;

/** What a drill may change in the registry. Nothing, outside of one. */
public interface RegistryDrill {

    /** A registry that works. */
    RegistryDrill NONE = new RegistryDrill() {};

    /** What is used in place of this endpoint. */
    default ToolEndpoint around(ToolEndpoint endpoint) {
        return endpoint;
    }

    /** What is used in place of this log. */
    default EffectLog around(EffectLog log) {
        return log;
    }
}
