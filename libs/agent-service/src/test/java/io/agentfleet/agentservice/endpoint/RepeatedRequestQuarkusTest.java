package io.agentfleet.agentservice.endpoint;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.agentfleet.messaging.redis.RedisServerResource;
import io.agentfleet.proto.agents.v1.AgentServiceGrpc;
import io.agentfleet.proto.agents.v1.TaskRequest;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskapi.view.TaskViews;
import io.agentfleet.taskmodel.event.EventId;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.Money;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RedisServerResource.class)
@NullUnmarked
class RepeatedRequestQuarkusTest {

    private static final String FIRST =
            "{\"prompt\":\"find x\",\"session_id\":\"s-r\",\"max_steps\":5,\"metadata\":{\"data_source\":\"sales\"}}";

    @Inject TaskViews views;

    @TestHTTPResource("/")
    URI base;

    private static io.restassured.response.ValidatableResponse post(
            String path, String key, String body) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post(path)
                .then();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "find x | find y | another prompt:",
                "s-r    | s-q    | another session ('s-r', now 's-q')",
                "sales  | hotel  | another data source ('sales', now 'hotel')",
                ":5     | :6     | another max_steps (5, now 6)",
            })
    void aKeyThatComesBackWithSomethingElseIsRefusedNamingIt(
            String first, String now, String named) {
        for (String path : List.of("/tasks", "/run")) {
            String key = path + first;
            int expected = path.equals("/tasks") ? 202 : 200;
            post(path, key, FIRST).statusCode(expected);
            post(path, key, FIRST).statusCode(expected);
            post(path, key, FIRST.replace(first, now))
                    .statusCode(409)
                    .body("code", equalTo("conflict"))
                    .body("detail", containsString(named))
                    .body("detail", containsString("new Idempotency-Key"));
        }
    }

    @Test
    void alsoOverGrpc() {
        ManagedChannel channel =
                ManagedChannelBuilder.forAddress("127.0.0.1", base.getPort())
                        .usePlaintext()
                        .build();
        try {
            var stub =
                    AgentServiceGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(10, TimeUnit.SECONDS);
            TaskRequest first =
                    TaskRequest.newBuilder().setPrompt("find x").setIdempotencyKey("g-1").build();
            String id = stub.runTask(first).getTaskId();
            assertThatThrownBy(() -> stub.runTask(first.toBuilder().setMaxSteps(3).build()))
                    .hasMessageContaining("ALREADY_EXISTS")
                    .hasMessageContaining("another max_steps (10, now 3)");
            given().get("/tasks/" + id).then().body("status", equalTo("COMPLETED"));
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void aRunThatWasAwaitedIsShownAndListedLikeEveryTask() {
        String id = post("/run", "shown", FIRST).extract().path("task_id");
        given().get("/tasks/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("COMPLETED"))
                .body("max_steps", equalTo(5))
                .body("output", equalTo("found it"));
        given().get("/tasks?limit=200").then().body("tasks.task_id", hasItem(id));
        given().get("/tasks/" + id + "/log").then().body("total_tokens", equalTo(20));
    }

    @Test
    void aTaskThatIsCancelledAlreadyMayBeCancelledAgain() {
        String id = post("/tasks", "cancelled", FIRST).extract().path("task_id");
        given().delete("/tasks/" + id).then().statusCode(202);
        views.append(new TaskId(id), EventId.ofTask(2), cancelled());
        given().delete("/tasks/" + id).then().statusCode(200).body("status", equalTo("CANCELLED"));
    }

    private static TaskEvent cancelled() {
        return new TaskEvent.Ended(
                Instant.now(),
                TaskState.CANCELLED,
                "",
                "cancelled: enough",
                0,
                0,
                Money.NONE,
                0,
                1,
                List.of(),
                false);
    }

    @Test
    void saysAtItsRootWhatIsWhere() {
        given().get("/")
                .then()
                .statusCode(200)
                .body("agent", equalTo("search"))
                .body("paths.'POST /tasks'", containsString("submits a task"))
                .body("paths.'GET /openapi'", containsString("in full"));
    }
}
