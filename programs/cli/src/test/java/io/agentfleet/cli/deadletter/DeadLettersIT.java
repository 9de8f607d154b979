package io.agentfleet.cli.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.JsonFile;
import io.agentfleet.localfleet.provisioning.SchemaProvisioner;
import io.agentfleet.localfleet.provisioning.TopicList;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.messaging.record.DeadLetterRecord;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.Headers;
import io.agentfleet.schemas.Topics;
import io.agentfleet.testservers.TestServers;
import io.agentfleet.testservers.TestTopics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersIT {

    private static final Resolution.Action REPLAY = Resolution.Action.REPLAYED;
    private static final Resolution.Action DROP = Resolution.Action.DROPPED;
    private static final InstantSource CLOCK = InstantSource.system();

    private final String kafka = TestServers.shared().kafka();
    private final String topic = "test-" + UUID.randomUUID();
    private final DeadLetterSelection ours = new DeadLetterSelection.OfTopic(topic);
    private final DeadLetterReader deadLetterReader =
            new DeadLetterReader(KafkaClientSettings.at(kafka));
    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", kafka),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());

    @BeforeEach
    void makeTopics() {
        TestTopics.create(kafka, List.of(topic, Topics.deadLetters(topic)));
    }

    @AfterEach
    void close() {
        producer.close();
        deadLetterReader.close();
    }

    @Test
    void aBrokenRecordIsListedWithItsReasonAndItsBytes() throws Exception {
        DeadLetterId id = deadLetter("one", 1);
        assertThat(open()).containsExactly(id);
        DeadLetter deadLetter = deadLetterReader.get(id);
        assertThat(deadLetter.reason()).isEqualTo("one is no event");
        assertThat(deadLetter.code()).isEqualTo("unreadable_record");
        assertThat(deadLetter.from()).isEqualTo(topic + "/1/7");
        assertThat(deadLetter.value()).asString(UTF_8).isEqualTo("value of one");
        assertThatThrownBy(() ->
                        deadLetterReader.get(new DeadLetterId(id.topic(), id.partition(), 99)))
                .hasMessageContaining("/99");
    }

    @Test
    void aReplayedRecordIsUnchangedAndANewDeadLetterWhenItFailsAgain() throws Exception {
        DeadLetterId id = deadLetter("two", 2);
        DeadLetterId other = deadLetter("three", 3);
        List<String> places = resolve(new DeadLetterSelection.Named(List.of(id, id)), REPLAY);

        assertThat(places).hasSize(1).first().asString().startsWith(topic + "-");
        assertThat(open()).containsExactly(other);
        ConsumerRecord<byte @Nullable [], byte @Nullable []> again = onTopic().getFirst();
        assertThat(again.key()).asString(UTF_8).isEqualTo("two");
        assertThat(again.value()).asString(UTF_8).isEqualTo("value of two");
        assertThat(again.headers().toArray())
                .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .containsExactly("attempt=3", Headers.REPLAYED_FROM + "=" + id);

        DeadLetterId next = deadLetterAgain(again);
        assertThat(open()).contains(next, other).hasSize(2);
        assertThat(deadLetterReader.get(next).replayedFrom()).contains(id.toString());
    }

    @Test
    void whatIsDroppedIsHiddenAndSettlingTwiceIsHarmless() throws Exception {
        for (int i = 0; i < 250; i++) {
            deadLetter("key" + i, i);
        }
        assertThat(open()).hasSize(250);
        assertThat(resolve(ours, DROP)).hasSize(250).containsOnly("");
        assertThat(resolve(ours, DROP)).isEmpty();
        assertThat(resolve(ours, REPLAY)).isEmpty();
        assertThat(open()).isEmpty();
        assertThat(onTopic()).isEmpty();
        List<Resolution.Action> became = new ArrayList<>();
        deadLetterReader.read(
                deadLetterReader.find(ours),
                (deadLetter, is) -> is.ifPresent(s -> became.add(s.action())));
        assertThat(became).hasSize(250).containsOnly(DROP);
    }

    @Test
    void ofTwoResolversAtOnceTheFirstIsStopped() throws Exception {
        deadLetter("four", 4);
        try (DeadLetterResolver first = new DeadLetterResolver(deadLetterReader, "first", CLOCK);
                DeadLetterResolver second =
                        new DeadLetterResolver(deadLetterReader, "second", CLOCK)) {
            second.resolve(deadLetterReader.find(ours), REPLAY, (deadLetter, place) -> {});
            deadLetter("five", 5);
            assertThatThrownBy(() ->
                            first.resolve(
                                    deadLetterReader.find(ours), REPLAY, (deadLetter, place) -> {}))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("another './fleet dlq'");
        }
        assertThat(onTopic()).hasSize(1);
        assertThat(open()).hasSize(1);
    }

    @Test
    void anUnknownTopicAndAKafkaThatIsAwayAreNamed() {
        assertThatThrownBy(() -> deadLetterReader.find(new DeadLetterSelection.OfTopic("no.such")))
                .hasMessageContaining("no.such.dlq");
        try (DeadLetterReader nobody =
                new DeadLetterReader(KafkaClientSettings.at("localhost:1"))) {
            assertThatThrownBy(nobody::resolved)
                    .isInstanceOfSatisfying(
                            CommandException.class,
                            e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_RUNNING))
                    .hasMessageContaining("localhost:1");
        }
    }

    @Test
    void anEventIsDecodedWithTheRegistry() throws Exception {
        String registry = TestServers.shared().registryUrl();
        Path schemas = Path.of(System.getProperty("fleet.root"), "schemas/src/main/avro");
        new SchemaProvisioner(registry, schemas).apply(new TopicList(List.of()));
        byte[] value =
                ByteBuffer.allocate(64)
                        .put((byte) 0)
                        .putInt(contentId(registry))
                        .put(new byte[] {2, 't', 2, 'r', 2, 's', 2, 'a', 0, 2, 2, 2, 'd'})
                        .array();
        byte[] exact = java.util.Arrays.copyOf(value, 5 + 13);
        producer.send(new ProducerRecord<>(Topics.deadLetters(topic), 0, null, exact)).get();

        DeadLetterContent content =
                new DeadLetterDecoder(new RegistrySchemas(registry))
                        .read(deadLetterReader.get(open().getFirst()));
        assertThat(content)
                .isInstanceOfSatisfying(
                        DeadLetterContent.Event.class,
                        event -> {
                            assertThat(event.schema()).isEqualTo("AgentProgressEvent");
                            assertThat(event.fields().path("session_id").asText()).isEqualTo("s");
                        });
    }

    private static int contentId(String registry) throws Exception {
        String version = "/groups/default/artifacts/agent.progress-value/versions/1";
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(URI.create(registry + version)).build(),
                            HttpResponse.BodyHandlers.ofString());
            return JsonFile.MAPPER.readTree(answer.body()).path("contentId").asInt();
        }
    }

    private List<String> resolve(DeadLetterSelection selection, Resolution.Action action) {
        List<String> places = new ArrayList<>();
        try (DeadLetterResolver resolver = new DeadLetterResolver(deadLetterReader, "me", CLOCK)) {
            resolver.resolve(
                    deadLetterReader.find(selection),
                    action,
                    (deadLetter, place) -> places.add(place.map(String::valueOf).orElse("")));
        }
        return places;
    }

    private List<DeadLetterId> open() {
        List<DeadLetterId> open = new ArrayList<>();
        deadLetterReader.read(
                deadLetterReader.find(ours),
                (deadLetter, became) -> {
                    if (became.isEmpty()) {
                        open.add(deadLetter.id());
                    }
                });
        return open;
    }

    private List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> onTopic() {
        List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records = new ArrayList<>();
        try (PartitionReader reader = new PartitionReader(KafkaClientSettings.at(kafka))) {
            reader.now(List.of(topic)).forEach(range -> reader.read(range, records::add));
        }
        return records;
    }

    private DeadLetterId deadLetter(String key, int partition) throws Exception {
        RecordHeaders headers = new RecordHeaders();
        headers.add("attempt", "3".getBytes(UTF_8));
        return deadLetter(
                new ConsumerRecord<>(
                        topic,
                        partition % 6,
                        7,
                        0L,
                        org.apache.kafka.common.record.TimestampType.CREATE_TIME,
                        0,
                        0,
                        key.getBytes(UTF_8),
                        ("value of " + key).getBytes(UTF_8),
                        headers,
                        Optional.empty()),
                key + " is no event");
    }

    private DeadLetterId deadLetterAgain(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record) throws Exception {
        return deadLetter(record, "still no event");
    }

    private DeadLetterId deadLetter(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record, String reason)
            throws Exception {
        var place =
                producer.send(
                                DeadLetterRecord.of(
                                        record.topic(),
                                        record.partition(),
                                        record.offset(),
                                        record.key(),
                                        record.value(),
                                        record.headers(),
                                        ErrorCode.UNREADABLE_RECORD,
                                        reason))
                        .get();
        return new DeadLetterId(place.topic(), place.partition(), place.offset());
    }
}
