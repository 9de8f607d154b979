package io.agentfleet.messaging.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.schemas.event.ArtifactRecord;
import io.agentfleet.testservers.TestServers;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.SystemLimitException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events through a real registry. */
class EventCodecIT {

    private static final String TOPIC = "agent.results";

    private final String registry = TestServers.shared().registryUrl();
    private final EventCodec<AgentResultEvent> codec =
            new EventCodec<>(AgentResultEvent.class, registry);

    @Test
    void whatIsEncodedIsDecoded() {
        AgentResultEvent event = result();
        assertThat(codec.decode(TOPIC, codec.encode(TOPIC, event))).isEqualTo(event);
    }

    @Test
    void aConfluentClientFindsTheWholeSchemaByTheIdInTheBytes()
            throws IOException, InterruptedException {
        ByteBuffer bytes = ByteBuffer.wrap(codec.encode(TOPIC, result()));
        assertThat(bytes.get()).isZero();
        String url =
                registry.replace(
                        "/apis/registry/v3", "/apis/ccompat/v7/schemas/ids/" + bytes.getInt());
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> schema =
                    http.send(
                            HttpRequest.newBuilder(URI.create(url)).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(schema.statusCode()).isEqualTo(200);
            assertThat(schema.body()).contains("AgentResultEvent", "ArtifactRecord", "size_bytes");
        }
    }

    @Test
    void aRecordOfAClientWithItsOwnNamespaceIsRead() {
        String topic = "agent.tasks.search";
        GenericRecord seven = new GenericData.Record(SeedContractTest.SEED);
        seven.put("task_id", "t-1");
        seven.put("source_agent", "client");
        seven.put("target_agent", "search");
        seven.put("session_id", "s-1");
        seven.put("prompt", "매출");
        seven.put("context", Map.of("user_goal", "매출"));
        seven.put("created_at", 1_763_600_000_000L);
        byte[] bytes;
        try (var client = new AvroKafkaSerializer<GenericRecord>()) {
            client.configure(
                    Map.of(
                            "apicurio.registry.url",
                            registry,
                            "apicurio.registry.auto-register",
                            true),
                    false);
            bytes = client.serialize(topic, seven);
        }
        try (var tasks = new EventCodec<>(AgentTaskEvent.class, registry)) {
            AgentTaskEvent read = tasks.decode(topic, bytes);
            assertThat(read.getCreatedAt()).isEqualTo(Instant.ofEpochMilli(1_763_600_000_000L));
            assertThat(read.getContext()).containsEntry("user_goal", "매출");
            assertThat(read.getMaxSteps()).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "this is not Avro", "\0\0\0\0\1", "\0\177\177\177\177xxxx"})
    void bytesThatAreNoSuchEventAreUnreadable(String bytes) {
        assertThatThrownBy(() -> codec.decode(TOPIC, bytes.getBytes(UTF_8)))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("agent.results-value")
                .extracting(e -> ((FleetException) e).code())
                .isEqualTo(ErrorCode.UNREADABLE_RECORD);
    }

    @Test
    void bytesThatClaimGigabytesAreUnreadableAndCostNoMemory() {
        byte[] claims = Arrays.copyOf(codec.encode(TOPIC, result()), 10);
        ByteBuffer.wrap(claims, 5, 5).put(new byte[] {(byte) 0xf0, (byte) 0xf5, -1, -1, 15});
        assertThatThrownBy(() -> codec.decode(TOPIC, claims))
                .isInstanceOf(FleetException.class)
                .hasRootCauseInstanceOf(SystemLimitException.class)
                .extracting(e -> ((FleetException) e).code())
                .isEqualTo(ErrorCode.UNREADABLE_RECORD);
    }

    @Test
    void aRegistryThatDoesNotAnswerIsNotTheRecordsFault() {
        byte[] bytes = codec.encode(TOPIC, result());
        try (var elsewhere =
                new EventCodec<>(AgentResultEvent.class, "http://localhost:1/apis/registry/v3")) {
            assertThatThrownBy(() -> elsewhere.decode(TOPIC, bytes))
                    .isInstanceOf(FleetException.class)
                    .extracting(e -> ((FleetException) e).code())
                    .isEqualTo(ErrorCode.UNAVAILABLE);
        }
    }

    private static AgentResultEvent result() {
        return AgentResultEvent.newBuilder()
                .setTaskId("t-1")
                .setRootTaskId("t-1")
                .setSessionId("세션")
                .setAgent("writer")
                .setStatus("COMPLETED")
                .setArtifacts(
                        List.of(
                                new ArtifactRecord(
                                        "chart.png", "image/png", "file:///chart.png", 7L)))
                .setCreatedAt(Instant.ofEpochMilli(1_763_600_000_000L))
                .build();
    }
}
