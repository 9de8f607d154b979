package io.agentfleet.cli.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.cli.contract.Contracts;
import io.agentfleet.cli.contract.SchemaSetup;
import io.agentfleet.cli.home.CliFailure;
import io.agentfleet.cli.home.ExitCode;
import io.agentfleet.cli.home.JsonFile;
import io.agentfleet.messaging.kafka.KafkaAccess;
import io.agentfleet.messaging.record.DeadLetter;
import io.agentfleet.parts.testing.FleetParts;
import io.agentfleet.parts.testing.TestTopics;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.Headers;
import io.agentfleet.schemas.Topics;
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

class LettersIT {

    private static final Settlement.Action REPLAY = Settlement.Action.REPLAYED;
    private static final Settlement.Action DROP = Settlement.Action.DROPPED;
    private static final InstantSource CLOCK = InstantSource.system();

    private final String kafka = FleetParts.shared().kafka();
    private final String topic = "test-" + UUID.randomUUID();
    private final Selection ours = new Selection.OfTopic(topic);
    private final LetterBox box = new LetterBox(KafkaAccess.at(kafka));
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
        box.close();
    }

    @Test
    void aBrokenRecordIsListedWithItsReasonAndItsBytes() throws Exception {
        LetterId id = bury("one", 1);
        assertThat(open()).containsExactly(id);
        Letter letter = box.get(id);
        assertThat(letter.reason()).isEqualTo("one is no event");
        assertThat(letter.code()).isEqualTo("unreadable_record");
        assertThat(letter.from()).isEqualTo(topic + "/1/7");
        assertThat(letter.value()).asString(UTF_8).isEqualTo("value of one");
        assertThatThrownBy(() -> box.get(new LetterId(id.topic(), id.partition(), 99)))
                .hasMessageContaining("/99");
    }

    @Test
    void aReplayedLetterGoesBackAsItWasAndIsNewWhenItFailsAgain() throws Exception {
        LetterId id = bury("two", 2);
        LetterId other = bury("three", 3);
        List<String> places = settle(new Selection.Named(List.of(id, id)), REPLAY);

        assertThat(places).hasSize(1).first().asString().startsWith(topic + "-");
        assertThat(open()).containsExactly(other);
        ConsumerRecord<byte @Nullable [], byte @Nullable []> again = onTopic().getFirst();
        assertThat(again.key()).asString(UTF_8).isEqualTo("two");
        assertThat(again.value()).asString(UTF_8).isEqualTo("value of two");
        assertThat(again.headers().toArray())
                .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .containsExactly("attempt=3", Headers.REPLAYED_FROM + "=" + id);

        LetterId next = buryAgain(again);
        assertThat(open()).contains(next, other).hasSize(2);
        assertThat(box.get(next).replayedFrom()).contains(id.toString());
    }

    @Test
    void whatIsDroppedIsHiddenAndSettlingTwiceIsHarmless() throws Exception {
        for (int i = 0; i < 250; i++) {
            bury("key" + i, i);
        }
        assertThat(open()).hasSize(250);
        assertThat(settle(ours, DROP)).hasSize(250).containsOnly("");
        assertThat(settle(ours, DROP)).isEmpty();
        assertThat(settle(ours, REPLAY)).isEmpty();
        assertThat(open()).isEmpty();
        assertThat(onTopic()).isEmpty();
        List<Settlement.Action> became = new ArrayList<>();
        box.read(box.find(ours), (letter, is) -> is.ifPresent(s -> became.add(s.action())));
        assertThat(became).hasSize(250).containsOnly(DROP);
    }

    @Test
    void ofTwoWhoSettleAtOnceTheFirstIsStopped() throws Exception {
        bury("four", 4);
        try (LetterDesk first = new LetterDesk(box, "first", CLOCK);
                LetterDesk second = new LetterDesk(box, "second", CLOCK)) {
            second.settle(box.find(ours), REPLAY, (letter, place) -> {});
            bury("five", 5);
            assertThatThrownBy(() -> first.settle(box.find(ours), REPLAY, (letter, place) -> {}))
                    .isInstanceOf(CliFailure.class)
                    .hasMessageContaining("another './fleet dlq'");
        }
        assertThat(onTopic()).hasSize(1);
        assertThat(open()).hasSize(1);
    }

    @Test
    void anUnknownTopicAndAKafkaThatIsAwayAreNamed() {
        assertThatThrownBy(() -> box.find(new Selection.OfTopic("no.such")))
                .hasMessageContaining("no.such.dlq");
        try (LetterBox nobody = new LetterBox(KafkaAccess.at("localhost:1"))) {
            assertThatThrownBy(nobody::settled)
                    .isInstanceOfSatisfying(
                            CliFailure.class,
                            e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_RUNNING))
                    .hasMessageContaining("localhost:1");
        }
    }

    @Test
    void anEventIsDecodedWithTheRegistry() throws Exception {
        String registry = FleetParts.shared().registryUrl();
        Path schemas = Path.of(System.getProperty("fleet.root"), "schemas/src/main/avro");
        new SchemaSetup(registry, schemas).apply(new Contracts(List.of()));
        byte[] value =
                ByteBuffer.allocate(64)
                        .put((byte) 0)
                        .putInt(contentId(registry))
                        .put(new byte[] {2, 't', 2, 'r', 2, 's', 2, 'a', 0, 2, 2, 2, 'd'})
                        .array();
        byte[] exact = java.util.Arrays.copyOf(value, 5 + 13);
        producer.send(new ProducerRecord<>(Topics.deadLetters(topic), 0, null, exact)).get();

        Content content =
                new ContentReader(new RegistrySchemas(registry)).read(box.get(open().getFirst()));
        assertThat(content)
                .isInstanceOfSatisfying(
                        Content.Event.class,
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

    private List<String> settle(Selection selection, Settlement.Action action) {
        List<String> places = new ArrayList<>();
        try (LetterDesk desk = new LetterDesk(box, "me", CLOCK)) {
            desk.settle(
                    box.find(selection),
                    action,
                    (letter, place) -> places.add(place.map(String::valueOf).orElse("")));
        }
        return places;
    }

    private List<LetterId> open() {
        List<LetterId> open = new ArrayList<>();
        box.read(
                box.find(ours),
                (letter, became) -> {
                    if (became.isEmpty()) {
                        open.add(letter.id());
                    }
                });
        return open;
    }

    private List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> onTopic() {
        List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records = new ArrayList<>();
        try (LogReader reader = new LogReader(KafkaAccess.at(kafka))) {
            reader.now(List.of(topic)).forEach(stretch -> reader.read(stretch, records::add));
        }
        return records;
    }

    private LetterId bury(String key, int partition) throws Exception {
        RecordHeaders headers = new RecordHeaders();
        headers.add("attempt", "3".getBytes(UTF_8));
        return bury(
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

    private LetterId buryAgain(ConsumerRecord<byte @Nullable [], byte @Nullable []> record)
            throws Exception {
        return bury(record, "still no event");
    }

    private LetterId bury(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record, String reason)
            throws Exception {
        var place =
                producer.send(
                                DeadLetter.of(
                                        record.topic(),
                                        record.partition(),
                                        record.offset(),
                                        record.key(),
                                        record.value(),
                                        record.headers(),
                                        ErrorCode.UNREADABLE_RECORD,
                                        reason))
                        .get();
        return new LetterId(place.topic(), place.partition(), place.offset());
    }
}
