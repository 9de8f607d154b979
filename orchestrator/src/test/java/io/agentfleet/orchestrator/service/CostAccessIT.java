package io.agentfleet.orchestrator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.agentfleet.access.token.TestTokens;
import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.messaging.log.RecordLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The secured service, with real servers: who sees what models have cost. */
@QuarkusTest
@QuarkusTestResource(value = SecuredServers.class, restrictToAnnotatedClass = true)
@NullUnmarked
class CostAccessIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    private final TestTokens tokens = TestTokens.of(System.getProperty(SecuredServers.SECRET));
    private final ObjectMapper json = new ObjectMapper();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String servers;

    @Inject RecordLog log;
    @Inject EventCodecs codecs;

    private EchoAgents agents;
    private EndpointClient bell;

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

    private static List<String> bearer(String token) {
        return List.of("Authorization", "Bearer " + token);
    }

    private String person(String tenant, String role) {
        return tokens.token("ann-of-" + tenant + "-" + role, tenant, role);
    }

    /** A task of acme that has ended; its id. */
    private String finishedTask() throws Exception {
        List<String> acme = bearer(person("acme", "submitter"));
        String body =
                "{\"prompt\":\"q\",\"session_id\":\"s1\",\"task_id\":\"t%d\"}"
                        .formatted(System.nanoTime());
        HttpResponse<String> taken = bell.http("POST", "/tasks", body, acme);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        String id = json.readTree(taken.body()).path("task_id").asText();
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(bell.http("GET", "/tasks/" + id, "", acme).body())
                                .contains("\"COMPLETED\""));
        return id;
    }

    @Test
    void aTenantSeesItsCostsAndTheOperatorOfTheFleetAllOfThem() throws Exception {
        String task = finishedTask();
        long cost = 3 * EchoAgents.STEP_COST_NANOS;
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(nanos(cost(task, "acme", "submitter"))).isEqualTo(cost));

        assertThat(nanos(cost(task, "umbrella", "fleet-operator"))).isEqualTo(cost);
        assertThat(cost(task, "umbrella", "submitter").isMissingNode()).isTrue();
        assertThat(costs("/costs?by=tenant", "umbrella", "operator").path("rows"))
                .noneMatch(row -> row.path("name").asText().equals("acme"));
        List<String> claim = new ArrayList<>(bearer(person("umbrella", "operator")));
        claim.addAll(List.of("X-Tenant", "acme"));
        assertThat(bell.http("GET", "/costs?by=task&tenant=acme", "", claim).body())
                .doesNotContain(task);
        JsonNode view =
                json.readTree(
                        bell.http("GET", "/tasks/" + task, "", bearer(person("acme", "submitter")))
                                .body());
        // the planner, which has rules for a model, costs nothing
        assertThat(nanos(view.path("cost"))).isEqualTo(cost);
    }

    private JsonNode costs(String path, String tenant, String role) throws Exception {
        HttpResponse<String> answer = bell.http("GET", path, "", bearer(person(tenant, role)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private JsonNode cost(String task, String tenant, String role) throws Exception {
        for (JsonNode row : costs("/costs?by=task&limit=1000", tenant, role).path("rows")) {
            if (row.path("name").asText().equals(task)) {
                return row.path("sums").path("cost");
            }
        }
        return MissingNode.getInstance();
    }

    private static long nanos(JsonNode dollars) {
        return dollars.decimalValue().movePointRight(9).longValueExact();
    }

    @Test
    void anUnusableQuestionForCostsIsRefusedWithWhatToDo() throws Exception {
        List<String> acme = bearer(person("acme", "viewer"));
        for (String query : List.of("by=colour", "from=yesterday", "to=2026-13-01", "limit=0")) {
            HttpResponse<String> answer = bell.http("GET", "/costs?" + query, "", acme);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.body()).as(query).contains("use ");
        }
    }
}
