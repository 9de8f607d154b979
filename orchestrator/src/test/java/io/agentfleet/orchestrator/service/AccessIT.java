package io.agentfleet.orchestrator.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.proto.agents.v1.TaskRequest;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** The secured service, with real servers: who may do what, and who may not. */
@QuarkusTest
@QuarkusTestResource(value = SecuredServers.class, restrictToAnnotatedClass = true)
@NullUnmarked
class AccessIT extends SecuredService {

    private static final String PLANTED = "the-planted-secret-of-acme";

    private String caller(String tenant, String role) {
        return role.equals("agent") ? tokens.service("search") : person(tenant, role);
    }

    /** One operation at one door, and what each role of the task's tenant gets to hear. */
    private record Row(
            String method, String path, String body, Map<String, Integer> own, int elsewhere) {}

    private static Map<String, Integer> only(int status, String... roles) {
        Map<String, Integer> all = new LinkedHashMap<>();
        for (String role : List.of("submitter", "viewer", "approver", "operator", "agent")) {
            all.put(role, List.of(roles).contains(role) ? status : 403);
        }
        return all;
    }

    @Test
    void eachRoleOfEachTenantMayDoItsOwnAtEachEndpointAndNothingElse() throws Exception {
        String task = "/tasks/" + finishedTask(PLANTED);
        String[] readers = {"submitter", "viewer", "approver", "operator"};
        List<Row> rows =
                List.of(
                        // 400, 409: let in, and refused for what was asked
                        new Row("POST", "/tasks", "{}", only(400, "submitter"), 400),
                        new Row("POST", "/run", "{}", only(400, "submitter"), 400),
                        new Row("GET", "/tasks", "", only(200, readers), 200),
                        new Row("GET", task, "", only(200, readers), 404),
                        new Row("GET", task + "/events", "", only(200, readers), 404),
                        new Row("GET", task + "/trace", "", only(404, readers), 404),
                        new Row("DELETE", task, "", only(409, "submitter", "operator"), 404),
                        new Row("GET", "/costs", "", only(200, readers), 200),
                        new Row("GET", "/views/rebuild", "", only(200, "operator"), 200),
                        new Row("POST", "/views/rebuild", "", only(202, "operator"), 202),
                        new Row("GET", "/health", "", only(200, readers), 200),
                        new Row("GET", "/nowhere", "", only(404, readers), 404));
        SoftAssertions all = new SoftAssertions();
        int cells = 0;
        for (Row row : rows) {
            all.assertThat(status(row, List.of()))
                    .as("nobody %s %s", row.method(), row.path())
                    .isEqualTo(row.path().equals("/health") ? 200 : 401);
            for (Map.Entry<String, Integer> cell : row.own().entrySet()) {
                boolean anybody = row.path().equals("/health") || row.path().equals("/nowhere");
                int own = anybody ? row.elsewhere() : cell.getValue();
                int other = own == 403 ? 403 : row.elsewhere();
                for (String tenant : List.of("acme", "umbrella")) {
                    all.assertThat(status(row, bearer(caller(tenant, cell.getKey()))))
                            .as("%s of %s %s %s", cell.getKey(), tenant, row.method(), row.path())
                            .isEqualTo(tenant.equals("acme") ? own : other);
                    cells++;
                }
            }
        }
        for (String role : List.of("submitter", "viewer", "approver", "operator", "agent")) {
            Status.Code answered =
                    bell.runTask(TaskRequest.getDefaultInstance(), bearer(caller("acme", role)));
            // what it answers to whom it lets in is agent-runtime's GuardedGrpcDoorQuarkusTest:
            // Quarkus' test mode does not serve gRPC services that come from a library
            all.assertThat(answered == Status.Code.PERMISSION_DENIED)
                    .as("%s RunTask: %s", role, answered)
                    .isEqualTo(!role.equals("submitter"));
            all.assertThat(answered).as(role).isNotEqualTo(Status.Code.UNAUTHENTICATED);
            cells++;
        }
        all.assertThat(cells).isEqualTo(125);
        all.assertAll();
    }

    private int status(Row row, List<String> headers) throws Exception {
        return bell.http(row.method(), row.path(), row.body(), headers).statusCode();
    }

    @Test
    void noTokenHoldsThatIsNotWhole() throws Exception {
        String task = "/tasks/" + finishedTask(PLANTED);
        SoftAssertions all = new SoftAssertions();
        Map<String, String> bad = new BadTokens(tokens).byFault();
        for (Map.Entry<String, String> attempt : bad.entrySet()) {
            HttpResponse<String> answer = bell.http("GET", task, "", bearer(attempt.getValue()));
            all.assertThat(answer.statusCode()).as(attempt.getKey()).isEqualTo(401);
            all.assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .as(attempt.getKey())
                    .hasValue("Bearer error=\"invalid_token\"");
            all.assertThat(answer.body()).as(attempt.getKey()).doesNotContain(PLANTED, "acme");
            all.assertThat(
                            bell.runTask(
                                    TaskRequest.getDefaultInstance(), bearer(attempt.getValue())))
                    .as("gRPC: " + attempt.getKey())
                    .isEqualTo(Status.Code.UNAUTHENTICATED);
        }
        all.assertAll();
        assertThat(bad).hasSize(31);
        String logged =
                Files.readString(Path.of(System.getProperty(SecuredServers.FOLDER), "service.log"));
        assertThat(logged).contains("token_refused");
        bad.values().forEach(token -> assertThat(logged).doesNotContain(token));
        assertThat(logged).doesNotContain("Bearer ey");
    }

    @Test
    void noRequestGetsAnythingOfAnotherTenant() throws Exception {
        String id = finishedTask(PLANTED);
        String umbrella = person("umbrella", "submitter");
        String acme = person("acme", "submitter");
        List<String> as = bearer(umbrella);
        List<RefusedRequest> attacks =
                RefusedRequest.on(id, umbrella, acme, tokens.service("search"));
        SoftAssertions all = new SoftAssertions();
        for (RefusedRequest attempt : attacks) {
            HttpResponse<String> answer =
                    bell.http(attempt.method(), attempt.path(), attempt.body(), attempt.headers());
            all.assertThat(answer.statusCode()).as(attempt.name()).isEqualTo(attempt.status());
            all.assertThat(answer.body()).as(attempt.name()).doesNotContain(PLANTED, "COMPLETED");
        }
        all.assertThat(bell.http("GET", "/tasks?tenant=acme&session=acme.s1", "", as).body())
                .as("parameter pollution")
                .doesNotContain(PLANTED);
        all.assertThat(bell.runTask(TaskRequest.getDefaultInstance(), List.of()))
                .as("gRPC without metadata")
                .isEqualTo(Status.Code.UNAUTHENTICATED);
        all.assertThat(
                        bell.raw(
                                "POST /tasks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\nAuthorization: Bearer "
                                        + umbrella
                                        + "\r\n\r\n{"))
                .as("slow client")
                .isEqualTo("HTTP/1.1 408");
        all.assertThat(attacks).hasSize(30);
        all.assertAll();
    }

    @Test
    void whatTwoTenantsNameTheSameStaysTwoThings() throws Exception {
        String same = "{\"prompt\":\"%s\",\"session_id\":\"shared\",\"task_id\":\"mine\"}";
        JsonNode first = submit(same.formatted("one"), bearer(person("red", "submitter")), "key");
        JsonNode second = submit(same.formatted("two"), bearer(person("blue", "submitter")), "key");

        assertThat(first.path("task_id").asText()).isEqualTo("red.mine");
        assertThat(first.path("session_id").asText()).isEqualTo("red.shared");
        assertThat(second.path("task_id").asText()).isEqualTo("blue.mine");
        assertThat(second.path("session_id").asText()).isEqualTo("blue.shared");
    }

    private JsonNode submit(String body, List<String> headers, String key) throws Exception {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of("Idempotency-Key", key));
        HttpResponse<String> answer = bell.http("POST", "/tasks", body, all);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json.readTree(answer.body());
    }

    @Test
    void aClientThatSubmitsTooOftenGetsTheTimeToRetry() throws Exception {
        List<String> eager = bearer(tokens.token("eager", "eager", "submitter"));
        HttpResponse<String> answer = bell.http("POST", "/tasks", "{}", eager);
        assertThat(answer.headers().firstValue("RateLimit")).hasValue("\"submit\";r=19;t=0");
        for (int i = 0; i < 30 && answer.statusCode() != 429; i++) {
            answer = bell.http("POST", "/tasks", "{}", eager);
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("RateLimit-Policy")).hasValue("\"submit\";q=20");
        assertThat(bell.runTask(TaskRequest.getDefaultInstance(), eager))
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        HttpResponse<String> other =
                bell.http("POST", "/tasks", "{}", bearer(person("calm", "submitter")));
        assertThat(other.statusCode()).isEqualTo(400);
    }
}
