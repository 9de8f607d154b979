package io.agentfleet.orchestrator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** The secured service, with real servers: who sees what models have cost. */
@QuarkusTest
@QuarkusTestResource(value = SecuredServers.class, restrictToAnnotatedClass = true)
@NullUnmarked
class CostAccessIT extends SecuredService {

    @Test
    void aTenantSeesItsCostsAndTheOperatorOfTheFleetAllOfThem() throws Exception {
        String task = finishedTask("q");
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
