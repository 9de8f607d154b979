package io.agentfleet.tools.rest;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A secured registry with a token of its own to show, and one more issuer of people. */
public final class OwnedNames implements QuarkusTestProfile {

    static final String OTHER_PEOPLE = "https://other-people.test";
    static final String REGISTRY_TOKEN = "the.registrys.own";

    private final SecuredInMemoryLogs secured = new SecuredInMemoryLogs();

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return secured.getEnabledAlternatives();
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = new HashMap<>(secured.getConfigOverrides());
        String keys = config.getOrDefault("fleet.access.issuers.test.jwks", "");
        config.put("fleet.permissions.file", "src/test/resources/owned-names.properties");
        config.put("fleet.access.token-file", tokenFile().toString());
        config.put("fleet.access.issuers.other.issuer", OTHER_PEOPLE);
        config.put("fleet.access.issuers.other.jwks", keys);
        return config;
    }

    private static Path tokenFile() {
        try {
            return Files.writeString(Files.createTempFile("registry", "token"), REGISTRY_TOKEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
