package io.agentfleet.tools.rest;

import io.agentfleet.tools.catalog.InMemoryDefinitionLog;
import io.agentfleet.tools.effect.InMemoryEffectLog;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** The registry without Kafka: its logs live in memory. */
public final class InMemoryLogs implements QuarkusTestProfile {

    static final Map<String, String> PERMISSIONS =
            Map.of("fleet.permissions.file", "src/test/resources/permissions.properties");

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(InMemoryDefinitionLog.class, InMemoryAuditLog.class, InMemoryEffectLog.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return PERMISSIONS;
    }
}
