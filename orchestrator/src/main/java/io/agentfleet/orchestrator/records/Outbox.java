package io.agentfleet.orchestrator.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.messaging.record.EventRecords;
import io.agentfleet.messaging.record.TaskRecords;
import io.agentfleet.orchestrator.machine.Action;
import io.agentfleet.orchestrator.session.TaskRef;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.Headers;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentControlEvent;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.schemas.event.ArtifactRecord;
import io.agentfleet.schemas.event.TaskLifecycleEvent;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.event.TaskEventJson;
import io.agentfleet.taskmodel.task.Failure;
import io.agentfleet.taskmodel.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Turns actions into records: the only way out of the flow. An action that is repeated gives a
 * record with the same {@code ce_id}.
 */
public final class Outbox {

    private static final String SOURCE = AgentName.ORCHESTRATOR.value();
    private static final EventRecords RECORDS = new EventRecords(SOURCE);

    private final EventSerde bytes;

    public Outbox(EventSerde bytes) {
        this.bytes = bytes;
    }

    /** The record of an action. */
    public OutgoingRecord record(Action action, Instant now) {
        return switch (action) {
            case Action.Dispatch dispatch -> task(dispatch.task());
            case Action.PublishEvent publish -> lifecycle(publish, now);
            case Action.PublishResult publish -> result(publish.task(), publish.outcome(), now);
            case Action.PublishCancel order -> cancel(order, now);
        };
    }

    private OutgoingRecord task(Task task) {
        return outgoing(
                Topics.tasks(task.agent()),
                task.session(),
                TaskRecords.event(task),
                "%s.%d".formatted(task.id(), task.attempt()),
                task.attempt());
    }

    private OutgoingRecord lifecycle(Action.PublishEvent publish, Instant now) {
        TaskRef task = publish.task();
        TaskEvent event = publish.event();
        TaskLifecycleEvent lifecycle =
                TaskLifecycleEvent.newBuilder()
                        .setTaskId(task.id().value())
                        .setSessionId(task.session().value())
                        .setSequence(publish.sequence())
                        .setType(type(event))
                        .setStatus(status(event).name())
                        .setNodeId(node(event))
                        .setAgent(agent(event))
                        .setDetail(TaskEventJson.write(event))
                        .setCreatedAt(now)
                        .setTenant(task.tenant())
                        .build();
        String id = "%s.event.%d".formatted(task.id(), publish.sequence());
        return outgoing(Topics.EVENTS, task.session(), lifecycle, id, task.attempt());
    }

    private static String type(TaskEvent event) {
        return switch (event) {
            case TaskEvent.Accepted ignored -> "accepted";
            case TaskEvent.Planned ignored -> "planned";
            case TaskEvent.NodeStarted ignored -> "node_started";
            case TaskEvent.Stepped ignored -> "step";
            case TaskEvent.NodeEnded ended ->
                    ended.state() == TaskState.COMPLETED ? "node_completed" : "node_failed";
            case TaskEvent.Ended ended -> ended.state().name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    private static TaskState status(TaskEvent event) {
        return switch (event) {
            case TaskEvent.Accepted ignored -> TaskState.PENDING;
            case TaskEvent.Ended ended -> ended.state();
            case TaskEvent.Planned ignored -> TaskState.RUNNING;
            case TaskEvent.NodeStarted ignored -> TaskState.RUNNING;
            case TaskEvent.Stepped ignored -> TaskState.RUNNING;
            case TaskEvent.NodeEnded ignored -> TaskState.RUNNING;
        };
    }

    private static String node(TaskEvent event) {
        return switch (event) {
            case TaskEvent.NodeStarted started -> started.nodeId();
            case TaskEvent.NodeEnded ended -> ended.nodeId();
            case TaskEvent.Stepped step -> step.nodeId();
            case TaskEvent.Accepted ignored -> "";
            case TaskEvent.Planned ignored -> "";
            case TaskEvent.Ended ignored -> "";
        };
    }

    private static String agent(TaskEvent event) {
        return switch (event) {
            case TaskEvent.NodeStarted started -> started.agent();
            case TaskEvent.NodeEnded ended -> ended.agent();
            case TaskEvent.Stepped step -> step.agent();
            case TaskEvent.Accepted accepted -> accepted.agent();
            case TaskEvent.Planned ignored -> SOURCE;
            case TaskEvent.Ended ignored -> SOURCE;
        };
    }

    private OutgoingRecord result(TaskRef task, TaskEvent.Ended outcome, Instant now) {
        AgentResultEvent result =
                AgentResultEvent.newBuilder()
                        .setTaskId(task.id().value())
                        .setRootTaskId(task.rootId().value())
                        .setParentTaskId(task.parentId().map(TaskId::value).orElse(""))
                        .setSessionId(task.session().value())
                        .setAgent(SOURCE)
                        .setNodeId(task.nodeId())
                        .setAttempt(task.attempt())
                        .setStatus(outcome.state().name())
                        .setOutput(outcome.output())
                        .setError(outcome.error())
                        .setErrorCode(
                                Failure.parse(outcome.error())
                                        .map(failure -> failure.code().wire())
                                        .orElse(""))
                        .setStepsUsed(outcome.stepsUsed())
                        .setTokensUsed(outcome.tokensUsed())
                        .setCostNanos(outcome.cost().nanos())
                        .setToolCalls(outcome.toolCalls())
                        .setDurationMs(outcome.durationMs())
                        .setArtifacts(files(outcome))
                        .setCreatedAt(now)
                        .setTenant(task.tenant())
                        .setUnanswered(outcome.unanswered())
                        .build();
        String id = "%s.%d.result".formatted(task.id(), task.attempt());
        return outgoing(Topics.RESULTS, task.session(), result, id, task.attempt());
    }

    private static List<ArtifactRecord> files(TaskEvent.Ended outcome) {
        return outcome.artifacts().stream()
                .map(file ->
                        new ArtifactRecord(
                                file.name(), file.mediaType(), file.uri(), file.sizeBytes()))
                .toList();
    }

    private OutgoingRecord cancel(Action.PublishCancel order, Instant now) {
        TaskRef task = order.task();
        AgentControlEvent control =
                AgentControlEvent.newBuilder()
                        .setRootTaskId(task.rootId().value())
                        .setSessionId(task.session().value())
                        .setType("cancel")
                        .setReason(order.reason())
                        .setCreatedAt(now)
                        .setTenant(task.tenant())
                        .build();
        String id = task.id() + ".cancel";
        return outgoing(Topics.CONTROL, task.session(), control, id, task.attempt());
    }

    private OutgoingRecord outgoing(
            String topic, SessionId session, SpecificRecord event, String id, int attempt) {
        List<Header> headers = new ArrayList<>(RECORDS.headers(id, event));
        headers.add(new RecordHeader(Headers.ATTEMPT, Integer.toString(attempt).getBytes(UTF_8)));
        return new OutgoingRecord(
                topic, session.value().getBytes(UTF_8), bytes.encode(topic, event), headers);
    }
}
