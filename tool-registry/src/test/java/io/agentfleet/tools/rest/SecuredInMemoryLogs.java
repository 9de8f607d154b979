package io.agentfleet.tools.rest;

import io.agentfleet.access.token.TestTokens;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The registry without Kafka, behind its gate, with an issuer made for the test. */
public final class SecuredInMemoryLogs implements QuarkusTestProfile {

    private final InMemoryLogs open = new InMemoryLogs();

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return open.getEnabledAlternatives();
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = new HashMap<>(open.getConfigOverrides());
        config.putAll(TestTokens.guard());
        config.putAll(TestTokens.grantKey());
        return config;
    }
}
