package io.agentfleet.orchestrator.service;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.architecture.PublishedApi;
import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.orchestrator.trace.StoredSpan;
import io.agentfleet.orchestrator.trace.StoredTrace;
import io.agentfleet.schemas.event.AgentCardEvent;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.testservers.TestServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The whole service with a real broker, schema registry and Redis; an agent that only echoes stands
 * at the other end of the topics.
 */
@QuarkusTest
@QuarkusTestResource(
        value = TestServersResource.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "topics", value = OrchestratorIT.TOPICS))
@NullUnmarked
class OrchestratorIT {

    static final String TOPICS =
            "agent.tasks.orchestrator,agent.tasks.planner,agent.tasks.search,"
                    + "agent.tasks.analysis,agent.tasks.writer,agent.steps,"
                    + "agent.results,agent.control,agent.progress,agent.events,agent.versions,llm.costs,"
                    + "agent.tasks.orchestrator.dlq,agent.results.dlq,"
                    + "agent.control.dlq,agent.events.dlq,agent.steps.dlq";

    private static final List<String> AGENTS = List.of("search", "analysis", "writer");
    private static final Duration SOON = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String servers;

    @Inject RecordLog log;
    @Inject ObjectMapper json;
    @Inject EventCodecs codecs;

    private Thread echo;
    private volatile boolean stopped;

    @BeforeEach
    void start() {
        for (String agent : AGENTS) {
            log.publish("agent.versions", agent, card(agent));
        }
        echo = Thread.ofVirtual().start(this::echo);
        await().atMost(SOON).untilAsserted(() -> given().get("/ready").then().statusCode(200));
    }

    @AfterEach
    void stop() throws InterruptedException {
        stopped = true;
        echo.join();
    }

    @Test
    void carriesATaskFromTheRestApiThroughThePlanToItsView() {
        String id = submit("What sold best last week?", "s-" + UUID.randomUUID());

        await().atMost(SOON).untilAsserted(() -> show(id).body("status", equalTo("COMPLETED")));
        show(id).body("output", containsString("echo")).body("nodes.size()", equalTo(3));
        String events = given().get("/tasks/" + id + "/events").asString();
        assertThat(events).contains("accepted", "planned", "node_started", "ended");
    }

    @Test
    void keepsASessionsTasksInOrder() {
        String session = "s-" + UUID.randomUUID();
        List<String> ids =
                List.of(
                        submit("What sold best?", session),
                        submit("What sold least?", session),
                        submit("Total sales?", session));

        for (String id : ids) {
            await().atMost(SOON).untilAsserted(() -> show(id).body("status", equalTo("COMPLETED")));
        }
        List<Instant> ends =
                ids.stream()
                        .map(id -> Instant.parse(show(id).extract().path("updated_at")))
                        .toList();
        assertThat(ends).isSorted();
    }

    @Test
    void buriesBytesThatAreNoTaskAndGoesOn() throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", (Object) servers),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            byte[] junk = "{\"prompt\":\"not avro\"}".getBytes(UTF_8);
            var ignored =
                    producer.send(
                                    new ProducerRecord<>(
                                            "agent.tasks.orchestrator", "s".getBytes(UTF_8), junk))
                            .get();
        }
        String id = submit("What sold best?", "s");

        await().atMost(SOON).untilAsserted(() -> show(id).body("status", equalTo("COMPLETED")));
        try (var consumer = consumer("dlq-" + UUID.randomUUID())) {
            consumer.subscribe(List.of("agent.tasks.orchestrator.dlq"));
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(consumer.poll(Duration.ofMillis(200)).count()).isPositive());
        }
    }

    @Test
    void answersAsItsOpenApiDocumentSays() throws Exception {
        PublishedApi api =
                PublishedApi.parse(given().queryParam("format", "json").get("/openapi").asString());
        String id = submit("What sold best?", "s-" + UUID.randomUUID());
        await().atMost(SOON).untilAsserted(() -> show(id).body("status", equalTo("COMPLETED")));

        api.check("GET", "/tasks/{id}", 200, show(id).extract().asString());
        api.check("GET", "/views/rebuild", 200, given().get("/views/rebuild").asString());
        await().atMost(SOON)
                .untilAsserted(() ->
                        given().get("/costs?by=task").then().body("rows.size()", greaterThan(0)));
        api.check("GET", "/costs", 200, given().get("/costs?by=task").asString());
        // traces are off in tests
        StoredSpan span =
                new StoredSpan(
                        "1", "", "run", "CONSUMER", "search", 1, 1, false, Map.of(), List.of("2"));
        api.check(
                "GET",
                "/tasks/{id}/trace",
                200,
                json.writeValueAsString(new StoredTrace("3", List.of(span))));
        assertThat(api.neverSeen()).allMatch(name -> name.startsWith("Artifact."));
    }

    private static String submit(String prompt, String session) {
        return given().contentType("application/json")
                .body(Map.of("prompt", prompt, "session_id", session))
                .post("/tasks")
                .then()
                .statusCode(202)
                .extract()
                .path("task_id");
    }

    private static ValidatableResponse show(String id) {
        return given().get("/tasks/" + id).then().statusCode(200);
    }

    private void echo() {
        try (var consumer = consumer("echo-" + UUID.randomUUID())) {
            consumer.subscribe(AGENTS.stream().map(a -> "agent.tasks." + a).toList());
            while (!stopped) {
                consumer.poll(Duration.ofMillis(50)).forEach(this::answer);
            }
        }
    }

    private void answer(ConsumerRecord<byte[], byte[]> arrived) {
        AgentTaskEvent task =
                codecs.of(AgentTaskEvent.class).decode(arrived.topic(), arrived.value());
        AgentResultEvent result =
                AgentResultEvent.newBuilder()
                        .setTaskId(task.getTaskId())
                        .setRootTaskId(task.getRootTaskId())
                        .setParentTaskId(task.getParentTaskId())
                        .setSessionId(task.getSessionId())
                        .setAgent(task.getTargetAgent())
                        .setNodeId(task.getNodeId())
                        .setAttempt(task.getAttempt())
                        .setStatus("COMPLETED")
                        .setOutput("echo: " + task.getPrompt())
                        .setCreatedAt(Instant.now())
                        .build();
        log.publish("agent.results", task.getSessionId(), result);
    }

    private KafkaConsumer<byte[], byte[]> consumer(String group) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "group.id",
                        group,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static AgentCardEvent card(String name) {
        return AgentCardEvent.newBuilder()
                .setName(name)
                .setVersion("1")
                .setDescription(
                        switch (name) {
                            case "search" -> "Finds passages in documents.";
                            case "analysis" -> "Computes figures from tables.";
                            default -> "Writes the report.";
                        })
                .setAddress("localhost:1")
                .setRegisteredAt(Instant.now())
                .build();
    }
}
