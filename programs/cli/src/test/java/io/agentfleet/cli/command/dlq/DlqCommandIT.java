package io.agentfleet.cli.command.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.cli.command.FleetCommand;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.JsonFile;
import io.agentfleet.messaging.record.DeadLetterRecord;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.Topics;
import io.agentfleet.testservers.TestServers;
import io.agentfleet.testservers.TestTopics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DlqCommandIT {

    private final String kafka = TestServers.shared().kafka();
    private final String topic = "test-" + UUID.randomUUID();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream noted = new ByteArrayOutputStream();

    @BeforeEach
    void deadLetter() throws Exception {
        TestTopics.create(kafka, List.of(topic, Topics.deadLetters(topic)));
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (String key : List.of("one", "two", "three")) {
                producer.send(
                                DeadLetterRecord.of(
                                        topic,
                                        1,
                                        5,
                                        key.getBytes(UTF_8),
                                        ("not " + key).getBytes(UTF_8),
                                        new RecordHeaders(),
                                        ErrorCode.UNREADABLE_RECORD,
                                        key + " is no event"))
                        .get();
            }
        }
        System.setOut(new PrintStream(printed, true, UTF_8));
        System.setErr(new PrintStream(noted, true, UTF_8));
    }

    @AfterEach
    void giveBack() {
        System.setOut(out);
        System.setErr(err);
    }

    @Test
    void deadLettersAreListedShownReplayedAndDropped() throws IOException {
        assertThat(dlq("list", "--topic", topic)).isEqualTo(ExitCode.OK);
        assertThat(printed()).contains("LETTER", "unreadable_record", "two is no event");

        String one = deadLetter("one");
        assertThat(dlq("show", one)).isEqualTo(ExitCode.OK);
        assertThat(printed()).contains(one, topic + "/1/5", "dlq_reason", "not one");
        assertThat(dlq("show", one, "--raw")).isEqualTo(ExitCode.OK);
        assertThat(printed()).isEqualTo("not one");

        assertThat(dlq("replay", one)).isEqualTo(ExitCode.USAGE);
        assertThat(noted.toString(UTF_8)).contains("Replay 1 dead letter?", "--yes");
        assertThat(printed()).isEmpty();
        assertThat(dlq("replay", one, "--yes")).isEqualTo(ExitCode.OK);
        assertThat(printed()).startsWith(one + " → " + topic + "/");
        assertThat(dlq("replay", one)).isEqualTo(ExitCode.OK);
        assertThat(noted.toString(UTF_8)).contains(one + " was replayed by");

        assertThat(dlq("drop", "--topic", topic, "--yes", "-o", "json")).isEqualTo(ExitCode.OK);
        assertThat(JsonFile.MAPPER.readTree(printed())).hasSize(2);
        assertThat(list()).isEmpty();
        assertThat(list("--all"))
                .extracting(row -> row.path("settled").path("action").asText())
                .containsExactlyInAnyOrder("replayed", "dropped", "dropped");
        assertThat(dlq("show", one.replaceFirst("\\d+$", "99"))).isEqualTo(ExitCode.USAGE);
    }

    private String deadLetter(String key) throws IOException {
        for (JsonNode row : list()) {
            if (row.path("key").asText().equals(key)) {
                return row.path("id").asText();
            }
        }
        throw new IllegalStateException("no letter " + key);
    }

    private JsonNode list(String... more) throws IOException {
        dlq(
                Stream.concat(Stream.of("list", "--topic", topic, "-o", "json"), Stream.of(more))
                        .toArray(String[]::new));
        return JsonFile.MAPPER.readTree(printed());
    }

    private int dlq(String... words) {
        printed.reset();
        noted.reset();
        return FleetCommand.commandLine(Terminal.ofProcess())
                .execute(
                        Stream.concat(
                                        Stream.concat(Stream.of("dlq"), Stream.of(words)),
                                        Stream.of("--kafka", kafka))
                                .toArray(String[]::new));
    }

    private String printed() {
        return printed.toString(UTF_8);
    }
}
