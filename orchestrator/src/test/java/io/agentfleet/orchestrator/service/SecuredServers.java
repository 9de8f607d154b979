package io.agentfleet.orchestrator.service;

import io.agentfleet.access.token.TestTokens;
import io.agentfleet.testservers.TestServersResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/** The usual servers, and an issuer made for the test whose tokens are required. */
@NullUnmarked
public final class SecuredServers implements QuarkusTestResourceLifecycleManager {

    static final String SECRET = "test.access.secret";
    static final String FOLDER = "test.access.folder";

    private final TestServersResource parts = new TestServersResource();

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("fleet-access");
            TestTokens issuer = new TestTokens("one");
            TestTokens.publish(folder.resolve("jwks.json"), List.of(issuer));
            System.setProperty(SECRET, issuer.secret());
            System.setProperty(FOLDER, folder.toString());
            parts.init(Map.of("topics", String.join(",", EchoAgents.TOPICS)));
            Map<String, String> config = new HashMap<>(parts.start());
            config.putAll(TestTokens.settings(folder.resolve("jwks.json")));
            config.putAll(TestTokens.grantKey());
            config.put("fleet.access.body-within", "2s");
            config.put("fleet.submit.per-minute.subject", "20");
            config.put("quarkus.log.file.enable", "true");
            config.put("quarkus.log.file.path", folder.resolve("service.log").toString());
            config.put("quarkus.log.category.\"io.agentfleet\".level", "DEBUG");
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        parts.stop();
    }
}
