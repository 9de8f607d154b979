package io.agentfleet.tools.rest;

import io.agentfleet.access.token.TestTokens;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The registry without Kafka, behind its gate, with an issuer made for the test. */
public final class GuardedInMemoryLogs implements QuarkusTestProfile {

    private static final String SECRET = "test.guarded.secret";

    private final InMemoryLogs open = new InMemoryLogs();

    /** The issuer, also for the class loader of the test. */
    static TestTokens tokens() {
        return TestTokens.of(System.getProperty(SECRET, ""));
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return open.getEnabledAlternatives();
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Path keys = Files.createTempFile("guarded", "jwks.json");
            TestTokens issuer = new TestTokens("one");
            TestTokens.publish(keys, List.of(issuer));
            System.setProperty(SECRET, issuer.secret());
            Map<String, String> config = new HashMap<>(open.getConfigOverrides());
            config.put("fleet.access.mode", "jwt");
            config.put("fleet.access.issuers.test.issuer", TestTokens.ISSUER);
            config.put("fleet.access.issuers.test.jwks", keys.toUri().toString());
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
