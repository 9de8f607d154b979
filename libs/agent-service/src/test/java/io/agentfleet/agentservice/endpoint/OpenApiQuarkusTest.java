package io.agentfleet.agentservice.endpoint;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.agent.execution.RunService;
import io.agentfleet.agent.run.RunCompletion;
import io.agentfleet.architecture.PublishedApi;
import io.agentfleet.messaging.fake.InMemoryRecordLog;
import io.agentfleet.messaging.record.TaskRecords;
import io.agentfleet.messaging.redis.RedisServerResource;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.taskmodel.task.TokenBounds;
import io.opentelemetry.context.Context;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code /openapi} says is what the doors take and answer. */
@QuarkusTest
@QuarkusTestResource(RedisServerResource.class)
@NullUnmarked
class OpenApiQuarkusTest {

    @Inject InMemoryRecordLog log;
    @Inject RunService runs;

    private PublishedApi api;

    @BeforeEach
    void read() {
        api = PublishedApi.parse(given().queryParam("format", "json").get("/openapi").asString());
    }

    @Test
    void aRequestMadeOfTheDocumentIsTakenAndEveryAnswerIsAsItSays() throws Exception {
        String id = send("POST", "/tasks", "generated-1", 202).path("task_id");
        AgentTaskEvent task =
                log.events("agent.tasks.search", AgentTaskEvent.class).stream()
                        .filter(event -> event.getTaskId().equals(id))
                        .findFirst()
                        .orElseThrow();
        assertThat(
                        runs.carryOut(
                                TaskRecords.task(
                                        task, new AgentName("search"), TokenBounds.CONTRACT),
                                Context.root(),
                                () -> true))
                .isInstanceOf(RunCompletion.Ended.class);

        send("POST", "/run", "generated-2", 200);
        ask("GET", "/tasks/{id}", id, 200);
        ask("GET", "/tasks/{id}/log", id, 200);
        ask("GET", "/tasks", "", 200);
        ask("DELETE", "/tasks/{id}", id, 409);
        ask("GET", "/tasks/{id}", "nope", 404);
        ask(
                "DELETE",
                "/tasks/{id}",
                send("POST", "/tasks", "generated-3", 202).path("task_id"),
                202);
        // what an agent that was asked directly has none of
        assertThat(api.neverSeen())
                .allMatch(name -> name.matches("(NodeView|Artifact)\\..*|Entry\\.node_id"));
    }

    private Response send(String method, String path, String id, int status) {
        String body =
                api.body(
                        method,
                        path,
                        Map.of(
                                "prompt",
                                "find x",
                                "task_id",
                                id,
                                "idempotency_key",
                                id,
                                "max_steps",
                                7));
        return checked(
                given().contentType("application/json").body(body).request(method, path),
                method,
                path,
                status);
    }

    private void ask(String method, String path, String id, int status) {
        checked(given().request(method, path.replace("{id}", id)), method, path, status);
    }

    private Response checked(Response answer, String method, String path, int status) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        api.check(method, path, status, answer.asString());
        return answer;
    }
}
