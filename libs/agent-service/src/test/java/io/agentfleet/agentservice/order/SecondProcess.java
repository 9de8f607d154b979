package io.agentfleet.agentservice.order;

import io.agentfleet.agent.execution.AgentProcess;
import io.agentfleet.agent.listener.SessionLanes;
import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.messaging.record.TaskRecords;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.taskmodel.task.TokenBounds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Joins the agent's consumer group and works beside the service under test. */
final class SecondProcess implements AutoCloseable {

    private static final String TOPIC = "agent.tasks.search";

    private final Set<String> sessions = new ConcurrentSkipListSet<>();
    private final AgentProcess process;
    private final EventCodecs codecs;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SessionLanes lanes = new SessionLanes(1000);
    private volatile boolean closed;

    SecondProcess(String servers, EventCodecs codecs, AgentProcess process) {
        this.process = process;
        this.codecs = codecs;
        this.consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                servers,
                                "group.id",
                                "agent-search",
                                "auto.offset.reset",
                                "earliest",
                                "enable.auto.commit",
                                false,
                                "partition.assignment.strategy",
                                CooperativeStickyAssignor.class.getName()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        Thread.ofPlatform().name("second-process").start(this::read);
    }

    private void read() {
        try (consumer) {
            consumer.subscribe(List.of(TOPIC));
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                    take(record);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        AgentTaskEvent event = codecs.of(AgentTaskEvent.class).decode(TOPIC, record.value());
        Task task = TaskRecords.task(event, new AgentName("search"), TokenBounds.CONTRACT);
        sessions.add(task.session().value());
        lanes.enter(task.session(), () -> carryOut(task), () -> true);
    }

    private void carryOut(Task task) {
        try {
            boolean _ = process.carryOut(task, () -> true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The sessions whose tasks it was given. */
    Set<String> sessions() {
        return new TreeSet<>(sessions);
    }

    /** It leaves the group soon after. */
    @Override
    public void close() {
        closed = true;
    }
}
