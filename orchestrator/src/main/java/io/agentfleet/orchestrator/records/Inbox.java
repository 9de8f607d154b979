package io.agentfleet.orchestrator.records;

import io.agentfleet.messaging.record.TaskRecords;
import io.agentfleet.orchestrator.machine.SessionEvent;
import io.agentfleet.orchestrator.session.NodeResult;
import io.agentfleet.orchestrator.session.RunUsage;
import io.agentfleet.orchestrator.session.TaskRef;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentControlEvent;
import io.agentfleet.schemas.event.AgentProgressEvent;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.task.Artifact;
import io.agentfleet.taskmodel.task.SubmissionValidator;
import io.agentfleet.taskmodel.task.TokenBounds;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns records into session events: the only input of the flow. */
public final class Inbox {

    public static final String TASKS = Topics.tasks(AgentName.ORCHESTRATOR);

    private static final int SHOWN_PROMPT = 2_000;

    private final EventSerde bytes;
    private final TokenBounds tokens;

    /**
     * @param tokens that users' tasks may ask for
     */
    public Inbox(EventSerde bytes, TokenBounds tokens) {
        this.bytes = bytes;
        this.tokens = tokens;
    }

    /**
     * What the record says.
     *
     * @throws FleetException with UNAVAILABLE if that cannot be decided now
     */
    public IncomingRecord open(String topic, byte @Nullable [] value) {
        try {
            return switch (topic) {
                case Topics.RESULTS -> result(bytes.decode(topic, value, AgentResultEvent.class));
                case Topics.CONTROL -> control(bytes.decode(topic, value, AgentControlEvent.class));
                case Topics.PROGRESS ->
                        progress(bytes.decode(topic, value, AgentProgressEvent.class));
                default -> task(bytes.decode(topic, value, AgentTaskEvent.class));
            };
        } catch (FleetException e) {
            if (e.code().retryable()) {
                throw e;
            }
            return new IncomingRecord.Unusable(e.code(), message(e));
        } catch (IllegalArgumentException e) {
            return new IncomingRecord.Unusable(ErrorCode.INVALID_ARGUMENT, message(e));
        }
    }

    private IncomingRecord task(AgentTaskEvent event) {
        SessionId session = SubmissionValidator.sessionId(event.getSessionId());
        try {
            return new IncomingRecord.ForSession(
                    session,
                    new SessionEvent.TaskArrived(
                            TaskRecords.task(event, AgentName.ORCHESTRATOR, tokens)),
                    Optional.empty());
        } catch (FleetException e) {
            return refused(event, session, e);
        }
    }

    /**
     * If the id can be read, a failed result is published; the record also goes to the dead
     * letters.
     */
    private static IncomingRecord refused(
            AgentTaskEvent event, SessionId session, FleetException refusal) {
        TaskId id = SubmissionValidator.taskId(event.getTaskId());
        TaskRef task =
                new TaskRef(id, id, Optional.empty(), "", session, tenant(event.getTenant()), 1);
        String prompt = event.getPrompt();
        return new IncomingRecord.ForSession(
                session,
                new SessionEvent.TaskRefused(
                        task,
                        prompt.substring(0, Math.min(prompt.length(), SHOWN_PROMPT)),
                        event.getCreatedAt(),
                        refusal.code(),
                        message(refusal)),
                Optional.of(new IncomingRecord.Unusable(refusal.code(), message(refusal))));
    }

    private static String tenant(String given) {
        try {
            return SubmissionValidator.tenant(given);
        } catch (FleetException e) {
            return "default";
        }
    }

    private static IncomingRecord result(AgentResultEvent event) {
        TaskState state = state(event.getStatus());
        if (event.getAgent().equals(AgentName.ORCHESTRATOR.value())) {
            return forSession(event.getSessionId(), outcome(event, state));
        }
        if (event.getNodeId().isEmpty() || !state.isFinal()) {
            return new IncomingRecord.Ignored();
        }
        NodeResult result =
                new NodeResult(
                        SubmissionValidator.taskId(event.getTaskId()),
                        event.getNodeId(),
                        event.getAttempt(),
                        state,
                        event.getOutput(),
                        event.getErrorCode().isEmpty()
                                ? Optional.empty()
                                : Optional.of(ErrorCode.ofWire(event.getErrorCode())),
                        event.getError(),
                        event.getRetryable(),
                        new RunUsage(
                                event.getStepsUsed(),
                                event.getTokensUsed(),
                                new Money(event.getCostNanos()),
                                event.getToolCalls()),
                        files(event),
                        event.getUnanswered());
        return forSession(event.getSessionId(), new SessionEvent.ResultArrived(result));
    }

    /** A result of our own: it came back from the log. */
    private static SessionEvent outcome(AgentResultEvent event, TaskState state) {
        return new SessionEvent.ResultPublished(
                SubmissionValidator.taskId(event.getTaskId()),
                new TaskEvent.Ended(
                        event.getCreatedAt(),
                        state,
                        event.getOutput(),
                        event.getError(),
                        event.getStepsUsed(),
                        event.getTokensUsed(),
                        new Money(event.getCostNanos()),
                        event.getToolCalls(),
                        event.getDurationMs(),
                        files(event),
                        event.getUnanswered()));
    }

    private static List<Artifact> files(AgentResultEvent event) {
        return event.getArtifacts().stream()
                .map(file ->
                        new Artifact(
                                file.getName(),
                                file.getMediaType(),
                                file.getUri(),
                                file.getSizeBytes()))
                .toList();
    }

    private static TaskState state(String status) {
        try {
            return TaskState.valueOf(status);
        } catch (IllegalArgumentException e) {
            throw new FleetException(
                    ErrorCode.INVALID_ARGUMENT,
                    "status '%s' of a result is not known: use COMPLETED, FAILED or CANCELLED"
                            .formatted(status),
                    e);
        }
    }

    private static IncomingRecord control(AgentControlEvent event) {
        if (!event.getType().equals("cancel")) {
            return new IncomingRecord.Ignored();
        }
        return forSession(
                event.getSessionId(),
                new SessionEvent.CancelRequested(
                        SubmissionValidator.taskId(event.getRootTaskId()), event.getReason()));
    }

    private static IncomingRecord progress(AgentProgressEvent event) {
        if (event.getNodeId().isEmpty()) {
            return new IncomingRecord.Ignored();
        }
        return forSession(
                event.getSessionId(),
                new SessionEvent.ProgressMade(
                        SubmissionValidator.taskId(event.getTaskId()),
                        event.getNodeId(),
                        event.getAttempt(),
                        event.getCreatedAt()));
    }

    private static IncomingRecord forSession(String session, SessionEvent event) {
        return new IncomingRecord.ForSession(
                SubmissionValidator.sessionId(session), event, Optional.empty());
    }

    private static String message(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }
}
