package io.agentfleet.orchestrator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.access.token.TestTokens;
import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.messaging.log.RecordLog;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The secured service, with real servers, and people of two tenants who come to it. */
@NullUnmarked
abstract class SecuredService {

    static final Duration SOON = Duration.ofSeconds(90);

    final TestTokens tokens = TestTokens.of(System.getProperty(SecuredServers.SECRET));
    final ObjectMapper json = new ObjectMapper();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String servers;

    @Inject RecordLog log;
    @Inject EventCodecs codecs;

    EchoAgents agents;
    EndpointClient bell;

    @BeforeEach
    void start() {
        agents = new EchoAgents(servers, log, codecs);
        agents.start();
        bell = new EndpointClient(RestAssured.port);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(bell.http("GET", "/ready", "", List.of()).statusCode())
                                .isEqualTo(200));
    }

    @AfterEach
    void stop() {
        bell.close();
        agents.close();
    }

    static List<String> bearer(String token) {
        return List.of("Authorization", "Bearer " + token);
    }

    String person(String tenant, String role) {
        return tokens.token("ann-of-" + tenant + "-" + role, tenant, role);
    }

    /** A task of acme that has ended; its id. */
    String finishedTask(String prompt) throws Exception {
        List<String> acme = bearer(person("acme", "submitter"));
        String body =
                "{\"prompt\":\"%s\",\"session_id\":\"s1\",\"task_id\":\"t%d\"}"
                        .formatted(prompt, System.nanoTime());
        HttpResponse<String> taken = bell.http("POST", "/tasks", body, acme);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        String id = json.readTree(taken.body()).path("task_id").asText();
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(bell.http("GET", "/tasks/" + id, "", acme).body())
                                .contains("\"COMPLETED\""));
        return id;
    }
}
