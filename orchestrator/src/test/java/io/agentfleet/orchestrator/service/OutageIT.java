package io.agentfleet.orchestrator.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.messaging.log.RecordLog;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole service, and its servers go away and come back. */
@QuarkusTest
@QuarkusTestResource(value = DedicatedServers.class, restrictToAnnotatedClass = true)
@NullUnmarked
@Timeout(240)
class OutageIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String servers;

    @Inject RecordLog log;
    @Inject EventCodecs codecs;
    @Inject RedisDataSource redis;

    private EchoAgents agents;

    @BeforeEach
    void start() {
        agents = new EchoAgents(servers, log, codecs);
        agents.start();
        awaitReady();
    }

    @AfterEach
    void stop() {
        agents.close();
    }

    @Test
    void isNotReadyWhileRedisIsFrozenAndGoesOnAfterwards() {
        outage(
                () -> DedicatedServers.signal(DedicatedServers.redis, "STOP"),
                () -> DedicatedServers.signal(DedicatedServers.redis, "CONT"));
        awaitCompleted(submit());
    }

    @Test
    void isNotReadyWhileRedisIsRestartedAndGoesOnAfterwards() {
        String before = submit();
        awaitCompleted(before);
        outage(
                () -> DedicatedServers.redis.stop(),
                () -> DedicatedServers.redis = DedicatedServers.again(DedicatedServers.redis));
        awaitCompleted(before);
        awaitCompleted(submit());
    }

    @Test
    void isNotReadyWhileKafkaIsRestartedAndGoesOnAfterwards() {
        outage(
                () -> DedicatedServers.kafka.stop(),
                () -> DedicatedServers.kafka = DedicatedServers.again(DedicatedServers.kafka));
        awaitCompleted(submit());
    }

    @Test
    void isNotReadyWhileTheSchemaRegistryIsFrozenAndGoesOnAfterwards() {
        outage(
                () -> DedicatedServers.signal(DedicatedServers.registry, "STOP"),
                () -> DedicatedServers.signal(DedicatedServers.registry, "CONT"));
        awaitCompleted(submit());
    }

    private static void outage(Runnable begin, Runnable end) {
        begin.run();
        try {
            await().atMost(SOON).untilAsserted(() -> given().get("/ready").then().statusCode(503));
            given().get("/health").then().statusCode(200);
        } finally {
            end.run();
        }
        awaitReady();
        given().get("/health").then().statusCode(200);
    }

    @Test
    void showsTasksAgainAfterRedisWasEmptiedAndFinishesThoseThatRun() {
        List<String> done = List.of(submit(), submit());
        done.forEach(OutageIT::awaitCompleted);
        String events = events(done.getFirst(), "");
        String running = submit();

        redis.flushall();

        done.forEach(OutageIT::awaitCompleted);
        awaitCompleted(running);
        await().atMost(SOON).untilAsserted(OutageIT::rebuilt);
        String rebuilt = events(done.getFirst(), "");
        assertThat(timeless(rebuilt)).containsExactlyInAnyOrderElementsOf(timeless(events));
        for (String id : lines(events, "id:")) {
            long rest = lines(events, "data:").size() - 1L - lines(events, "id:").indexOf(id);
            assertThat(lines(events(done.getFirst(), id), "data:")).hasSize((int) rest);
        }
    }

    @Test
    void resumesAStreamWhoseViewIsNotThereYet() {
        String task = submit();
        awaitCompleted(task);
        List<String> ids = lines(events(task, ""), "id:");
        redis.flushall();
        assertThat(lines(events(task, ids.get(2)), "id:")).hasSize(ids.size() - 3);
    }

    @Test
    void rebuildsOnOrderWithoutWhatTheLogDoesNotKnow() {
        String task = submit();
        awaitCompleted(task);
        redis.hash(String.class).hset("fleet:task:{made-up}", "view", "");
        given().contentType("application/json")
                .post("/views/rebuild?clear=true")
                .then()
                .statusCode(202);
        awaitCompleted(task);
        await().atMost(SOON).untilAsserted(OutageIT::rebuilt);
        assertThat(redis.key().exists("fleet:task:{made-up}")).isFalse();
    }

    private static void rebuilt() {
        given().get("/views/rebuild")
                .then()
                .statusCode(200)
                .body("state", equalTo("idle"))
                .body("behind", equalTo(0))
                .body("partitions", equalTo(12));
    }

    private static String events(String task, String after) {
        return given().header("Last-Event-ID", after)
                .get("/tasks/" + task + "/events")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static List<String> lines(String stream, String field) {
        return stream.lines()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()).strip())
                .toList();
    }

    /** The door and the flow each have their own time of an acceptance. */
    private static List<String> timeless(String stream) {
        return lines(stream, "data:").stream()
                .map(event -> event.replaceAll("\"at\":\"[^\"]*\"", ""))
                .toList();
    }

    private static void awaitReady() {
        await().atMost(SOON).untilAsserted(() -> given().get("/ready").then().statusCode(200));
    }

    private static void awaitCompleted(String id) {
        await().atMost(SOON).untilAsserted(() -> show(id).body("status", equalTo("COMPLETED")));
    }

    private static ValidatableResponse show(String id) {
        return given().get("/tasks/" + id).then().statusCode(200);
    }

    private static String submit() {
        return given().contentType("application/json")
                .body(
                        Map.of(
                                "prompt",
                                "What sold best last week?",
                                "session_id",
                                "s-" + UUID.randomUUID()))
                .post("/tasks")
                .then()
                .statusCode(202)
                .extract()
                .path("task_id");
    }
}
