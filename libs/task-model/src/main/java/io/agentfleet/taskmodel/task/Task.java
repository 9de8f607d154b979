package io.agentfleet.taskmodel.task;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One task of one agent, the same for REST, gRPC and Kafka.
 *
 * @param id its id
 * @param rootId the user's task that it serves; its own id if it is one
 * @param parentId the task that handed it on; empty for a user's task
 * @param nodeId node of the plan; empty outside a plan
 * @param session the conversation
 * @param source who sent it: an agent or {@code client}
 * @param agent who carries it out
 * @param prompt what is asked, 1 to 100,000 characters
 * @param context the context packet: user_goal, output.NODE for each node it depends on
 * @param metadata data_source and what the client added
 * @param limits steps, tokens, deadline
 * @param attempt from 1
 * @param depth 0 for a user's task
 * @param idempotencyKey empty if the client gave none
 * @param tenant whose task
 * @param createdAt when it was accepted
 * @param grant shows the tool registry that its agent works on it; carried unread, empty in an open
 *     fleet and for a task of the orchestrator, which hands grants out
 */
public record Task(
        TaskId id,
        TaskId rootId,
        Optional<TaskId> parentId,
        String nodeId,
        SessionId session,
        String source,
        AgentName agent,
        String prompt,
        Map<String, String> context,
        Map<String, String> metadata,
        RunLimits limits,
        int attempt,
        int depth,
        String idempotencyKey,
        String tenant,
        Instant createdAt,
        String grant) {

    /** Metadata key: the name of a data source that the tool executor knows. */
    public static final String DATA_SOURCE = "data_source";

    /** Context key: what the user wanted, in the user's own words. */
    public static final String USER_GOAL = "user_goal";

    /** Context key prefix: {@code output.search} holds what the node {@code search} answered. */
    public static final String OUTPUT_PREFIX = "output.";

    /**
     * Context key prefix: {@code artifacts.analysis} holds a JSON list of the files that node
     * produced.
     */
    public static final String ARTIFACTS_PREFIX = "artifacts.";

    /** Context key prefix: {@code failed.search} holds why that node gave nothing. */
    public static final String FAILED_PREFIX = "failed.";

    public Task {
        context = Map.copyOf(context);
        metadata = Map.copyOf(metadata);
        grant = Objects.requireNonNullElse(grant, ""); // not in a state of an earlier version
    }

    /** True if a user asked for it directly, not an agent as part of another task. */
    public boolean isRoot() {
        return id.equals(rootId);
    }

    /** The same task, tried for the n-th time. */
    public Task withAttempt(int attempt) {
        return new Task(
                id,
                rootId,
                parentId,
                nodeId,
                session,
                source,
                agent,
                prompt,
                context,
                metadata,
                limits,
                attempt,
                depth,
                idempotencyKey,
                tenant,
                createdAt,
                grant);
    }

    /** The same task, for which its agent may call tools. */
    public Task withGrant(String grant) {
        return new Task(
                id,
                rootId,
                parentId,
                nodeId,
                session,
                source,
                agent,
                prompt,
                context,
                metadata,
                limits,
                attempt,
                depth,
                idempotencyKey,
                tenant,
                createdAt,
                grant);
    }

    /** The name of its data source; empty if it has none. */
    public String dataSource() {
        return metadata.getOrDefault(DATA_SOURCE, "");
    }
}
