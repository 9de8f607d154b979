package io.agentfleet.agentservice.endpoint;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.agentfleet.agent.execution.RunService;
import io.agentfleet.agent.run.RunCompletion;
import io.agentfleet.messaging.fake.InMemoryRecordLog;
import io.agentfleet.messaging.record.TaskRecords;
import io.agentfleet.messaging.redis.RedisServerResource;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.event.AgentControlEvent;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.schemas.event.AgentStepEvent;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.schemas.event.TaskLifecycleEvent;
import io.agentfleet.taskmodel.task.TokenBounds;
import io.opentelemetry.context.Context;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RedisServerResource.class)
@NullUnmarked
class EndpointsQuarkusTest {

    private static final String PROBLEM = "application/problem+json";

    @Inject InMemoryRecordLog log;
    @Inject RunService runs;

    @TestHTTPResource("/")
    URI base;

    private static io.restassured.specification.RequestSpecification json(String body) {
        return given().contentType("application/json").body(body);
    }

    @Test
    void runsATaskWhileTheCallerWaits() {
        json("{\"prompt\":\"find x\",\"session_id\":\"run-1\",\"max_steps\":5}")
                .post("/run")
                .then()
                .statusCode(200)
                .body("status", equalTo("COMPLETED"))
                .body("output", equalTo("found it"))
                .body("steps_used", equalTo(2))
                .body("tokens_used", equalTo(20))
                .body("tool_calls", equalTo(1))
                .body("cost", equalTo(0))
                .body("session_id", equalTo("run-1"));
        assertThat(log.events("agent.steps", AgentStepEvent.class))
                .filteredOn(e -> e.getSessionId().equals("run-1"))
                .extracting(AgentStepEvent::getType, AgentStepEvent::getSequence)
                .containsExactly(
                        tuple("llm_call", 1),
                        tuple("tool_call", 2),
                        tuple("tool_result", 3),
                        tuple("llm_call", 4));
    }

    @Test
    void takesATaskOnceForTheSameIdempotencyKey() {
        String first = submit("key-1", "find x");
        String second = submit("key-1", "find x");
        assertThat(second).isEqualTo(first);
        assertThat(published(first)).hasSize(1);
        json("{\"prompt\":\"something else\"}")
                .header("Idempotency-Key", "key-1")
                .post("/tasks")
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("code", equalTo("conflict"));
    }

    private String submit(String key, String prompt) {
        return json("{\"prompt\":\"" + prompt + "\",\"metadata\":{\"data_source\":\"sales\"}}")
                .header("Idempotency-Key", key)
                .post("/tasks")
                .then()
                .statusCode(202)
                .header("Location", containsString("/tasks/t-"))
                .body("status", equalTo("PENDING"))
                .extract()
                .path("task_id");
    }

    private List<AgentTaskEvent> published(String taskId) {
        return log.events("agent.tasks.search", AgentTaskEvent.class).stream()
                .filter(e -> e.getTaskId().equals(taskId))
                .toList();
    }

    @Test
    void showsListsAndStreamsATaskFromAcceptanceToItsEnd() throws Exception {
        String id = submit("key-2", "find the thing");
        given().get("/tasks/" + id).then().body("status", equalTo("PENDING"));
        assertThat(
                        runs.carryOut(
                                TaskRecords.task(
                                        published(id).getFirst(),
                                        new AgentName("search"),
                                        TokenBounds.CONTRACT),
                                Context.root(),
                                () -> true))
                .isInstanceOf(RunCompletion.Ended.class);
        given().get("/tasks/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("COMPLETED"))
                .body("output", equalTo("found it"))
                .body("metadata.data_source", equalTo("sales"));
        given().get("/tasks/" + id + "/log")
                .then()
                .statusCode(200)
                .body("user_input", equalTo("find the thing"))
                .body("steps.action", contains("tool_call", "final_response"))
                .body("steps[0].input.q", equalTo("x"))
                .body("steps[0].output.hits", equalTo(1))
                .body("steps[1].content", equalTo("found it"))
                .body("total_tokens", equalTo(20))
                .body("status", equalTo("success"));
        given().header("X-Tenant", "stranger")
                .get("/tasks/" + id + "/log")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
        given().get("/tasks?status=completed&limit=1")
                .then()
                .body("tasks", hasSize(1))
                .body("tasks[0].status", equalTo("COMPLETED"));
        assertThat(log.events("agent.steps", AgentStepEvent.class))
                .filteredOn(e -> e.getTaskId().equals(id))
                .extracting(AgentStepEvent::getType)
                .containsExactly("llm_call", "tool_call", "tool_result", "llm_call");
        assertThat(log.events("agent.results", AgentResultEvent.class))
                .filteredOn(e -> e.getTaskId().equals(id))
                .singleElement()
                .satisfies(
                        e -> assertThat(e.getVersions()).containsEntry("model", "scripted/fake-1"));

        assertThat(log.events("agent.events", TaskLifecycleEvent.class))
                .filteredOn(e -> e.getTaskId().equals(id))
                .extracting(TaskLifecycleEvent::getType)
                .containsExactly("accepted", "completed");

        List<String> frames = stream(id, "0");
        assertThat(frames)
                .filteredOn(line -> line.startsWith("event:"))
                .containsExactly(
                        "event:accepted",
                        "event:step",
                        "event:step",
                        "event:step",
                        "event:step",
                        "event:ended");
        assertThat(frames)
                .filteredOn(l -> l.startsWith("data:"))
                .last()
                .asString()
                .contains("\"steps_used\":2");
        List<String> ids = frames.stream().filter(line -> line.startsWith("id:")).toList();
        assertThat(ids).first().isEqualTo("id:1");
        assertThat(ids).last().isEqualTo("id:2;:1=4");
        for (int place = 0; place < ids.size(); place++) {
            assertThat(stream(id, ids.get(place).substring("id:".length())))
                    .filteredOn(line -> line.startsWith("id:"))
                    .containsExactlyElementsOf(ids.subList(place + 1, ids.size()));
        }
    }

    private List<String> stream(String id, String after) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(base.resolve("/tasks/" + id + "/events"))
                            .header("Last-Event-ID", after)
                            .build();
            return client.send(request, HttpResponse.BodyHandlers.ofLines()).body().toList();
        }
    }

    @Test
    void cancelsATaskThatHasNotEndedAndNoOther() throws Exception {
        String id = submit("key-3", "find for ever");
        given().delete("/tasks/" + id).then().statusCode(202);
        assertThat(log.events("agent.control", AgentControlEvent.class))
                .anySatisfy(e -> assertThat(e.getRootTaskId()).isEqualTo(id));
        assertThat(
                        runs.carryOut(
                                TaskRecords.task(
                                        published(id).getFirst(),
                                        new AgentName("search"),
                                        TokenBounds.CONTRACT),
                                Context.root(),
                                () -> true))
                .isInstanceOf(RunCompletion.Ended.class);
        given().delete("/tasks/" + id)
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("detail", containsString("already ended"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                      | prompt is missing",
                "{\"prompt\":\"  \"}                     | prompt is empty",
                "{\"prompt\":\"x\",\"max_steps\":0}      | max_steps 0 is out of range",
                "{\"prompt\":\"x\",\"max_steps\":26}     | max_steps 26 is out of range",
                "{\"prompt\":\"x\",\"token_budget\":511} | token_budget 511 is out of range",
                "{\"prompt\":\"x\",\"colour\":1}         | field 'colour' is unknown",
                "{\"prompt\":7}                          | field 'prompt' has the wrong type",
                "{\"prompt\":\"x\",\"max_steps\":\"5\"}  | field 'max_steps' has the wrong type",
                "{\"prompt\":\"x\",\"max_steps\":1.5}    | field 'max_steps' has the wrong type",
                "{\"prompt\":\"x\",\"session_id\":\"a\\u0000\"} | session_id",
                "{\"prompt\":\"x\",\"task_id\":\"a/b\"}  | task_id 'a/b' is not usable",
                "{\"prompt\"                             | not a JSON object",
                "[]                                      | not a JSON object",
                "null                                    | null",
            })
    void explainsWhatIsWrongWithASubmission(String body, String detail) {
        for (String path : List.of("/tasks", "/run")) {
            json(body)
                    .post(path)
                    .then()
                    .statusCode(400)
                    .contentType(PROBLEM)
                    .body("status", equalTo(400))
                    .body("type", startsWith("urn:agentfleet:error:"))
                    .body("detail", containsString(detail));
        }
    }

    @Test
    void refusesAPromptOfAMegabyte() {
        json("{\"prompt\":\"" + "x".repeat(1_000_000) + "\"}")
                .post("/tasks")
                .then()
                .statusCode(413)
                .contentType(PROBLEM)
                .body("detail", containsString("1,000,000"));
        json("{\"prompt\":\"" + "x".repeat(5_000_000) + "\"}")
                .post("/tasks")
                .then()
                .statusCode(413)
                .contentType(PROBLEM);
    }

    @Test
    void answersOtherErrorsAsProblemsToo() {
        given().get("/tasks/nope").then().statusCode(404).contentType(PROBLEM);
        given().get("/tasks/nope/events").then().statusCode(404).contentType(PROBLEM);
        given().get("/nothing/here").then().statusCode(404).contentType(PROBLEM);
        given().put("/tasks").then().statusCode(405).contentType(PROBLEM);
        given().contentType("text/plain")
                .body("x")
                .post("/tasks")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
        given().get("/tasks?limit=0").then().statusCode(400).contentType(PROBLEM);
        given().get("/tasks?status=odd").then().statusCode(400).contentType(PROBLEM);
        given().get("/tasks?cursor=odd").then().statusCode(400).contentType(PROBLEM);
    }

    @Test
    void aThousandMadeUpNamesMakeNoNewSeries() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            askForMadeUp(0, http);
            long before = series();
            for (int i = 1; i <= 1_000; i++) {
                askForMadeUp(i, http);
            }
            // a library's own may appear late
            assertThat(series()).isLessThanOrEqualTo(before + 5);
        }
        assertThat(metrics()).doesNotContain("made-up");
    }

    private void askForMadeUp(int i, HttpClient http) throws Exception {
        assertThat(status("/tasks/made-up-" + i, http)).isEqualTo(404);
        assertThat(status("/tasks?agent=made-up-" + i, http)).isEqualTo(200);
        assertThat(status("/made-up-" + i, http)).isEqualTo(404);
    }

    private int status(String path, HttpClient http) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static long series() {
        return metrics().lines().filter(line -> !line.startsWith("#")).count();
    }

    private static String metrics() {
        return given().get("/metrics").then().statusCode(200).extract().asString();
    }

    @Test
    void servesHealthReadinessMetricsAndItsDescription() {
        given().get("/health").then().statusCode(200);
        await().untilAsserted(() -> given().get("/ready").then().statusCode(200));
        json("{\"prompt\":\"find x\"}").post("/run").then().statusCode(200);
        assertThat(metrics())
                .contains("agent_requests_total{agent_name=\"search\",status=\"success\"")
                .contains("agent_duration_seconds_bucket")
                .contains("llm_tokens_total{agent_name=\"search\",model=\"fake-1\",provider=")
                .contains("active_agents{agent_name=\"search\"")
                .contains("agent_waiting_tasks{agent_name=\"search\"")
                .contains("fleet_build_info{service=");
        given().get("/openapi").then().statusCode(200).body(containsString("/tasks/{id}/events"));
    }
}
