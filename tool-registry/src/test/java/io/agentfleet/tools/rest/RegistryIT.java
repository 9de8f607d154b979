package io.agentfleet.tools.rest;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.agentfleet.messaging.codec.EventCodec;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.proto.tools.v1.CallContext;
import io.agentfleet.proto.tools.v1.InvokeToolRequest;
import io.agentfleet.proto.tools.v1.RegisterToolRequest;
import io.agentfleet.proto.tools.v1.ToolDefinition;
import io.agentfleet.proto.tools.v1.ToolRegistryGrpc;
import io.agentfleet.schemas.Headers;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.ToolAuditEvent;
import io.agentfleet.schemas.event.ToolDefinitionEvent;
import io.agentfleet.testservers.TestServersResource;
import io.agentfleet.tools.catalog.SampleDrafts;
import io.agentfleet.tools.catalog.kafka.KafkaConfig;
import io.agentfleet.tools.gateway.FakeToolServer;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The registry on a real Kafka, schema registry and Redis. */
@QuarkusTest
@TestProfile(RegistryIT.RealLogs.class)
@QuarkusTestResource(
        value = TestServersResource.class,
        initArgs =
                @ResourceArg(
                        name = "topics",
                        value = "tool.definitions,tool.definitions.dlq,tool.audit,tool.effects"),
        restrictToAnnotatedClass = true)
class RegistryIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** The registry as it is. */
    public static final class RealLogs implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return InMemoryLogs.PERMISSIONS;
        }
    }

    @Inject KafkaClientSettings kafka;
    @Inject KafkaConfig config;
    @Inject Producer<byte[], byte[]> producer;

    @BeforeEach
    void becomesReady() {
        await().atMost(TIMEOUT).untilAsserted(() -> when().get("/ready").then().statusCode(200));
    }

    @Test
    void showsARegisteredToolAtOnceAndKeepsItInTheLog() throws Exception {
        try (FakeToolServer tool = new FakeToolServer()) {
            register(tool, "query_database");
            when().get("/tools/query_database").then().statusCode(200);
            ConsumerRecord<String, byte[]> record =
                    awaitRecord(Topics.TOOL_DEFINITIONS, "query_database");
            try (EventCodec<ToolDefinitionEvent> codec =
                    new EventCodec<>(ToolDefinitionEvent.class, config.schemaRegistryUrl())) {
                assertThat(codec.decode(record.topic(), record.value()).getEndpoint())
                        .isEqualTo(tool.address());
            }
            assertThat(header(record, Headers.CE_TYPE))
                    .isEqualTo(ToolDefinitionEvent.class.getName());
        }
    }

    @Test
    void takesToolsFromTheLogThatAnotherReplicaRegisteredAndForgetsThoseTakenBack() {
        try (EventCodec<ToolDefinitionEvent> codec =
                new EventCodec<>(ToolDefinitionEvent.class, config.schemaRegistryUrl())) {
            ToolDefinitionEvent event =
                    ToolDefinitionEvent.newBuilder()
                            .setName("from_elsewhere")
                            .setVersion("1.0.0")
                            .setDescription("Registered at another replica.")
                            .setParameters("{\"type\":\"object\"}")
                            .setEndpoint("localhost:9")
                            .setRegisteredAt(Instant.EPOCH)
                            .build();
            write("from_elsewhere", codec.encode(Topics.TOOL_DEFINITIONS, event));
        }
        await().atMost(TIMEOUT)
                .untilAsserted(() -> when().get("/tools/from_elsewhere").then().statusCode(200));
        write("from_elsewhere", null);
        await().atMost(TIMEOUT)
                .untilAsserted(() -> when().get("/tools/from_elsewhere").then().statusCode(404));
    }

    @Test
    void buriesWhatIsNoDefinitionAndGoesOn() throws Exception {
        write("not_avro", bytes("not avro at all"));
        ConsumerRecord<String, byte[]> dead =
                awaitRecord(Topics.deadLetters(Topics.TOOL_DEFINITIONS), "not_avro");
        assertThat(header(dead, Headers.DLQ_CODE)).isEqualTo("unreadable_record");
        assertThat(dead.value()).isEqualTo(bytes("not avro at all"));
        try (FakeToolServer tool = new FakeToolServer()) {
            register(tool, "still_alive");
        }
        when().get("/ready").then().statusCode(200);
    }

    @Test
    void auditsCallsInTheWireFormatWithTheHashOfTheirArguments() throws Exception {
        String session = UUID.randomUUID().toString();
        try (FakeToolServer tool = new FakeToolServer()) {
            register(tool, "query_database");
            invoke(session, "{\"sql\":\"select 1\"}");
        }
        ConsumerRecord<String, byte[]> record = awaitRecord(Topics.TOOL_AUDIT, session);
        try (EventCodec<ToolAuditEvent> codec =
                new EventCodec<>(ToolAuditEvent.class, config.schemaRegistryUrl())) {
            ToolAuditEvent event = codec.decode(record.topic(), record.value());
            assertThat(event.getStatus()).isEqualTo("succeeded");
            assertThat(event.getToolName()).isEqualTo("query_database");
            assertThat(event.getVersion()).isEqualTo("1.0.0");
            assertThat(event.getAgentDepth()).isEqualTo(1);
            assertThat(event.getInputHash()).matches("[0-9a-f]{64}");
        }
        when().get("/metrics").then().body(containsString("tool_audit_lost_total 0.0"));
    }

    @Test
    void auditsARegistrationUnderTheNameOfTheTool() throws Exception {
        String name = "audited_" + UUID.randomUUID().toString().replace('-', '_');
        try (FakeToolServer tool = new FakeToolServer();
                EventCodec<ToolAuditEvent> codec =
                        new EventCodec<>(ToolAuditEvent.class, config.schemaRegistryUrl())) {
            register(tool, name);
            ConsumerRecord<String, byte[]> record = awaitRecord(Topics.TOOL_AUDIT, name);
            ToolAuditEvent event = codec.decode(record.topic(), record.value());
            assertThat(event.getAction()).isEqualTo("register");
            assertThat(event.getStatus()).isEqualTo("succeeded");
            assertThat(event.getToolName()).isEqualTo(name);
            assertThat(event.getEndpoint()).isEqualTo(tool.address());
            assertThat(event.getActor()).as("of an open fleet").isEmpty();
        }
    }

    private static void register(FakeToolServer tool, String name) {
        ToolDefinition definition =
                ToolDefinition.newBuilder()
                        .setName(name)
                        .setVersion("1.0.0")
                        .setDescription("Runs SQL.")
                        .setParameters(SampleDrafts.QUERY_PARAMETERS)
                        .setEndpoint(tool.address())
                        .build();
        withRegistry(registry ->
                registry.register(
                        RegisterToolRequest.newBuilder().setDefinition(definition).build()));
    }

    private static void invoke(String session, String arguments) {
        withRegistry(registry ->
                registry.invokeTool(
                        InvokeToolRequest.newBuilder()
                                .setTool("query_database")
                                .setArguments(arguments)
                                .setContext(
                                        CallContext.newBuilder()
                                                .setSessionId(session)
                                                .setTaskId(UUID.randomUUID().toString())
                                                .setAgent("analysis")
                                                .setDepth(1))
                                .build()));
    }

    private static void withRegistry(
            java.util.function.Consumer<ToolRegistryGrpc.ToolRegistryBlockingStub> work) {
        ManagedChannel channel =
                ManagedChannelBuilder.forAddress("localhost", RestAssured.port)
                        .usePlaintext()
                        .build();
        try {
            work.accept(
                    ToolRegistryGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(20, TimeUnit.SECONDS));
        } finally {
            channel.shutdownNow();
        }
    }

    private void write(String key, byte @Nullable [] value) {
        Future<RecordMetadata> _ =
                producer.send(new ProducerRecord<>(Topics.TOOL_DEFINITIONS, bytes(key), value));
    }

    /** The last record of this key, as soon as there is one. */
    private ConsumerRecord<String, byte[]> awaitRecord(String topic, String key) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        kafka.alone(), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(one -> new TopicPartition(topic, one.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(TIMEOUT)
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(200))
                                .forEach(record -> {
                                    if (key.equals(record.key())) {
                                        found.add(record);
                                    }
                                });
                        return !found.isEmpty();
                    });
        }
        return found.getLast();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
