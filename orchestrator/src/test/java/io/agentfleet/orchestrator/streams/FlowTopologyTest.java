package io.agentfleet.orchestrator.streams;

import static io.agentfleet.orchestrator.records.SampleEvents.plan;
import static io.agentfleet.orchestrator.records.SampleEvents.result;
import static io.agentfleet.orchestrator.records.SampleEvents.task;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.orchestrator.flow.FlowConfig;
import io.agentfleet.orchestrator.flow.FlowMeters;
import io.agentfleet.orchestrator.flow.SessionPartitioner;
import io.agentfleet.orchestrator.flow.SessionProcessor;
import io.agentfleet.orchestrator.machine.RetryPolicy;
import io.agentfleet.orchestrator.machine.SessionLimits;
import io.agentfleet.orchestrator.machine.SessionMachine;
import io.agentfleet.orchestrator.records.EventSerde;
import io.agentfleet.orchestrator.records.Inbox;
import io.agentfleet.orchestrator.records.InputTopics;
import io.agentfleet.orchestrator.records.PlainEventSerde;
import io.agentfleet.orchestrator.records.SampleEvents;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.Headers;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentControlEvent;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.schemas.event.TaskLifecycleEvent;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.event.TaskEventJson;
import io.agentfleet.taskmodel.task.TokenBounds;
import io.agentfleet.telemetry.trace.MessagingSpans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FlowTopologyTest {

    private static final Instant START = SampleEvents.START;
    private static final String SEARCH = "agent.tasks.search";
    private static final String PLANNER = "agent.tasks.planner";

    @TempDir Path state;
    private final EventSerde bytes = new PlainEventSerde();
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private @Nullable TopologyTestDriver driver;

    private org.apache.kafka.streams.Topology topology(SessionPartitioner partitioner) {
        SessionMachine machine =
                new SessionMachine(
                        new SessionLimits(
                                Duration.ofMinutes(15),
                                new RetryPolicy(3, Duration.ofSeconds(1)),
                                Duration.ofMinutes(2),
                                Duration.ofHours(24),
                                TokenBounds.CONTRACT),
                        asked -> Set.of(new AgentName("search"), new AgentName("writer")),
                        task -> task.withGrant("grant of " + task.id()));
        FlowConfig config = new TestFlowConfig(state, FlowConfig.Guarantee.AT_LEAST_ONCE);
        FlowMeters flowMeters = new FlowMeters(meters);
        return FlowTopology.of(() ->
                new SessionProcessor(
                        config, machine, bytes, partitioner, flowMeters, MessagingSpans.OFF));
    }

    @BeforeEach
    void start() {
        start(key -> 0);
    }

    private void start(SessionPartitioner partitioner) {
        stop();
        meters = new SimpleMeterRegistry();
        Properties config = new Properties();
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(topology(partitioner), config, START);
    }

    @AfterEach
    void stop() {
        if (driver != null) {
            driver.close();
        }
    }

    private TopologyTestDriver driver() {
        return Objects.requireNonNull(driver);
    }

    @Test
    void runsATaskFromItsTopicToItsResult() {
        send(Inbox.TASKS, "s1", task("t1"));
        AgentTaskEvent planning = read(PLANNER, AgentTaskEvent.class).getFirst();
        assertThat(planning.getTaskId()).isEqualTo("t1.plan");
        assertThat(planning.getRootTaskId()).isEqualTo("t1");

        send(Topics.RESULTS, "s1", result(planning, plan("search")));
        AgentTaskEvent search = read(SEARCH, AgentTaskEvent.class).getFirst();
        assertThat(search.getGrant()).isEqualTo("grant of " + search.getTaskId());
        send(Topics.RESULTS, "s1", result(search, "found it"));

        List<AgentResultEvent> results = read(Topics.RESULTS, AgentResultEvent.class);
        assertThat(results).hasSize(1);
        assertThat(results.getFirst().getAgent()).isEqualTo("orchestrator");
        assertThat(results.getFirst().getOutput()).isEqualTo("found it");
        List<TaskLifecycleEvent> events = read(Topics.EVENTS, TaskLifecycleEvent.class);
        assertThat(events)
                .extracting(TaskLifecycleEvent::getType)
                .containsExactly(
                        "accepted",
                        "node_started",
                        "planned",
                        "node_started",
                        "node_completed",
                        "completed");
        assertThat(events)
                .extracting(TaskLifecycleEvent::getSequence)
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(TaskEventJson.read(events.getLast().getDetail()))
                .isInstanceOfSatisfying(
                        TaskEvent.Ended.class,
                        ended -> assertThat(ended.output()).isEqualTo("found it"));
    }

    @Test
    void sendsWhatItCannotReadToTheDeadLettersAndGoesOn() {
        for (String topic : InputTopics.NAMES) {
            input(topic).pipeInput("s1".getBytes(UTF_8), new byte[] {1, 2, 3});
            TestRecord<byte[], byte[]> deadLetter = records(Topics.deadLetters(topic)).getFirst();
            assertThat(deadLetter.value()).containsExactly(1, 2, 3);
            assertThat(header(deadLetter, Headers.DLQ_CODE)).isEqualTo("unreadable_record");
            assertThat(header(deadLetter, Headers.DLQ_TOPIC)).isEqualTo(topic);
        }
        send(Inbox.TASKS, "s1", task("t1"));
        assertThat(records(PLANNER)).hasSize(1);
        assertThat(meters.counter("dead_letters", "topic", Inbox.TASKS).count()).isEqualTo(1);
    }

    @Test
    void publishesTheRefusalOfARecordThatAsksForTooMuch() {
        send(Inbox.TASKS, "s1", AgentTaskEvent.newBuilder(task("t1")).setMaxSteps(26).build());

        AgentResultEvent result = read(Topics.RESULTS, AgentResultEvent.class).getFirst();
        assertThat(result.getStatus()).isEqualTo("FAILED");
        assertThat(result.getErrorCode()).isEqualTo("invalid_argument");
        assertThat(result.getError()).contains("max_steps 26 is out of range");
        assertThat(records(Topics.deadLetters(Inbox.TASKS))).hasSize(1);
        assertThat(records(PLANNER)).isEmpty();
    }

    @Test
    void sendsARecordOnThatLiesInAForeignPartition() {
        start(key -> key.length == 0 ? 3 : 0);

        input(Inbox.TASKS).pipeInput(new byte[0], bytes.encode(Inbox.TASKS, task("t1")));

        TestRecord<byte[], byte[]> placed = records(Inbox.TASKS).getFirst();
        assertThat(new String(placed.key(), UTF_8)).isEqualTo("s1");
        assertThat(records(PLANNER)).hasSize(1); // the driver delivers it again, now in place
    }

    @Test
    void passesTheTraceOn() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.TRACEPARENT, "00-aa-bb-01".getBytes(UTF_8));
        input(Inbox.TASKS)
                .pipeInput(
                        new TestRecord<>(
                                "s1".getBytes(UTF_8),
                                bytes.encode(Inbox.TASKS, task("t1")),
                                headers));

        assertThat(header(records(PLANNER).getFirst(), Headers.TRACEPARENT))
                .isEqualTo("00-aa-bb-01");
    }

    @Test
    void stopsATaskThatIsCancelled() {
        send(Inbox.TASKS, "s1", task("t1"));
        send(
                Topics.CONTROL,
                "s1",
                AgentControlEvent.newBuilder()
                        .setRootTaskId("t1")
                        .setSessionId("s1")
                        .setType("cancel")
                        .setReason("enough")
                        .setCreatedAt(START)
                        .build());

        AgentResultEvent result = read(Topics.RESULTS, AgentResultEvent.class).getFirst();
        assertThat(result.getStatus()).isEqualTo("CANCELLED");
        assertThat(result.getError()).isEqualTo("cancelled: enough");
    }

    @Test
    void endsATaskWhoseTimeIsOverAndForgetsIdleSessions() {
        send(Inbox.TASKS, "s1", task("t1"));
        assertThat(meters.get("orchestrator_active_sessions").gauge().value()).isEqualTo(1);

        driver().advanceWallClockTime(Duration.ofMinutes(16));

        assertThat(read(Topics.RESULTS, AgentResultEvent.class).getFirst().getErrorCode())
                .isEqualTo("deadline_exceeded");
        assertThat(read(Topics.CONTROL, AgentControlEvent.class).getFirst().getRootTaskId())
                .isEqualTo("t1");
        assertThat(meters.get("orchestrator_active_sessions").gauge().value()).isZero();
        driver().advanceWallClockTime(Duration.ofHours(25));
        assertThat(driver().getKeyValueStore(SessionProcessor.STORE).all().hasNext()).isFalse();
    }

    @Test
    void ignoresResultsThatBelongToNoPlan() {
        AgentTaskEvent own = AgentTaskEvent.newBuilder(task("x")).setTargetAgent("search").build();
        send(Topics.RESULTS, "s1", result(own, "mine"));

        assertThat(driver().getKeyValueStore(SessionProcessor.STORE).all().hasNext()).isFalse();
        assertThat(driver().producedTopicNames()).isEmpty();
    }

    @Test
    void repeatsWhatFollowsFromARepeatedRecord() {
        send(Inbox.TASKS, "s1", task("t1"));
        AgentTaskEvent planning = read(PLANNER, AgentTaskEvent.class).getFirst();

        send(Inbox.TASKS, "s1", task("t1"));

        assertThat(read(PLANNER, AgentTaskEvent.class)).containsExactly(planning);
        assertThat(read(Topics.EVENTS, TaskLifecycleEvent.class))
                .extracting(TaskLifecycleEvent::getSequence)
                .containsExactly(1, 2, 1, 2);
    }

    @Test
    void buriesARepeatThatAsksForSomethingElse() {
        send(Inbox.TASKS, "s1", task("t1"));
        send(Inbox.TASKS, "s1", AgentTaskEvent.newBuilder(task("t1")).setMaxSteps(5).build());

        assertThat(records(Topics.deadLetters(Inbox.TASKS)))
                .singleElement()
                .satisfies(deadLetter ->
                        assertThat(header(deadLetter, Headers.DLQ_REASON))
                                .contains("another max_steps (10, now 5)"));
        assertThat(read(PLANNER, AgentTaskEvent.class)).hasSize(1);
    }

    private void send(String topic, String key, SpecificRecord event) {
        input(topic).pipeInput(key.getBytes(UTF_8), bytes.encode(topic, event));
    }

    private TestInputTopic<byte[], byte[]> input(String topic) {
        return driver().createInputTopic(
                        topic,
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        START,
                        Duration.ZERO);
    }

    private List<TestRecord<byte[], byte[]>> records(String topic) {
        if (!driver().producedTopicNames().contains(topic)) {
            return List.of();
        }
        return driver().createOutputTopic(
                        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private <T extends SpecificRecord> List<T> read(String topic, Class<T> type) {
        List<T> events = new ArrayList<>();
        for (TestRecord<byte[], byte[]> found : records(topic)) {
            events.add(bytes.decode(topic, found.value(), type));
        }
        return events;
    }

    private static String header(TestRecord<byte[], byte[]> found, String name) {
        return new String(found.headers().lastHeader(name).value(), UTF_8);
    }
}
