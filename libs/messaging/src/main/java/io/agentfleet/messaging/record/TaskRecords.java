package io.agentfleet.messaging.record;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.taskmodel.task.RunLimits;
import io.agentfleet.taskmodel.task.SubmissionValidator;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.taskmodel.task.TokenBounds;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tasks as records and back: the only place that knows both. */
public final class TaskRecords {

    /** The only track that serves tasks. */
    private static final String TRACK = "stable";

    private TaskRecords() {}

    /** The task as a record for {@code agent.tasks.<agent>}. */
    public static AgentTaskEvent event(Task task) {
        return AgentTaskEvent.newBuilder()
                .setTaskId(task.id().value())
                .setSourceAgent(task.source())
                .setTargetAgent(task.agent().value())
                .setSessionId(task.session().value())
                .setPrompt(task.prompt())
                .setContext(task.context())
                .setCreatedAt(task.createdAt())
                .setRootTaskId(task.rootId().value())
                .setParentTaskId(task.parentId().map(TaskId::value).orElse(""))
                .setNodeId(task.nodeId())
                .setAttempt(task.attempt())
                .setDepth(task.depth())
                .setMaxSteps(task.limits().maxSteps())
                .setTokenBudget(task.limits().tokenBudget())
                .setDeadline(task.limits().deadline().orElse(null))
                .setIdempotencyKey(task.idempotencyKey())
                .setTenant(task.tenant())
                .setMetadata(task.metadata())
                .setGrant(task.grant())
                .build();
    }

    /**
     * The task in a record of {@code agent.tasks.<agent>}. A record with only the first seven
     * fields is a user's task with the usual limits; its {@code data_source} may stand in the
     * context.
     *
     * @param tokens that it may ask for
     * @throws FleetException that names what is wrong with the record
     */
    public static Task task(AgentTaskEvent event, AgentName agent, TokenBounds tokens) {
        if (!event.getTargetAgent().equals(agent.value())) {
            throw new FleetException(
                    ErrorCode.UNKNOWN_AGENT,
                    "target_agent '%s' does not take tasks from agent.tasks.%s: send it to agent.tasks.%1$s"
                            .formatted(event.getTargetAgent(), agent));
        }
        if (!event.getTrack().equals(TRACK)) {
            throw new FleetException(
                    ErrorCode.INVALID_ARGUMENT,
                    "track '%s' is not supported: send '%s', or leave it out"
                            .formatted(event.getTrack(), TRACK));
        }
        TaskId id = SubmissionValidator.taskId(event.getTaskId());
        return new Task(
                id,
                orElse(event.getRootTaskId(), id),
                optional(event.getParentTaskId()),
                event.getNodeId(),
                SubmissionValidator.sessionId(event.getSessionId()),
                event.getSourceAgent(),
                agent,
                SubmissionValidator.prompt(event.getPrompt()),
                SubmissionValidator.context(event.getContext()),
                SubmissionValidator.metadata(metadata(event)),
                limits(event, tokens),
                Math.max(1, event.getAttempt()),
                Math.max(0, event.getDepth()),
                event.getIdempotencyKey(),
                SubmissionValidator.tenant(event.getTenant()),
                event.getCreatedAt(),
                event.getGrant());
    }

    private static Map<String, String> metadata(AgentTaskEvent event) {
        String source = event.getContext().getOrDefault(Task.DATA_SOURCE, "");
        if (source.isBlank() || event.getMetadata().containsKey(Task.DATA_SOURCE)) {
            return event.getMetadata();
        }
        Map<String, String> metadata = new HashMap<>(event.getMetadata());
        metadata.put(Task.DATA_SOURCE, source);
        return metadata;
    }

    private static RunLimits limits(AgentTaskEvent event, TokenBounds tokens) {
        String tenant = SubmissionValidator.tenant(event.getTenant());
        RunLimits checked =
                SubmissionValidator.limits(
                        event.getParentTaskId().isEmpty()
                                ? tokens.ofTask(tenant)
                                : tokens.ofNode(tenant),
                        Optional.of(event.getMaxSteps()),
                        Optional.of(event.getTokenBudget()));
        return new RunLimits(
                checked.maxSteps(),
                checked.tokenBudget(),
                Optional.ofNullable(event.getDeadline()));
    }

    private static TaskId orElse(String value, TaskId fallback) {
        return optional(value).orElse(fallback);
    }

    private static Optional<TaskId> optional(String value) {
        return value.isBlank() ? Optional.empty() : Optional.of(SubmissionValidator.taskId(value));
    }
}
