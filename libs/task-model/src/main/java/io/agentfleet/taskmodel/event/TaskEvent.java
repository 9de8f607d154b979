package io.agentfleet.taskmodel.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.task.Artifact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event of a user's task, as sent on its event stream. Travels as JSON with a {@code type}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TaskEvent.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = TaskEvent.Planned.class, name = "planned"),
    @JsonSubTypes.Type(value = TaskEvent.NodeStarted.class, name = "node_started"),
    @JsonSubTypes.Type(value = TaskEvent.Stepped.class, name = "step"),
    @JsonSubTypes.Type(value = TaskEvent.NodeEnded.class, name = "node_ended"),
    @JsonSubTypes.Type(value = TaskEvent.Ended.class, name = "ended")
})
public sealed interface TaskEvent {

    /** When it happened. */
    Instant at();

    /** The task is on the log and will be carried out. */
    record Accepted(
            Instant at,
            String sessionId,
            String tenant,
            String agent,
            String prompt,
            Map<String, String> metadata,
            int maxSteps,
            int tokenBudget)
            implements TaskEvent {
        public Accepted {
            metadata = Map.copyOf(metadata);
        }
    }

    /** Its plan is made. */
    record Planned(Instant at, List<PlannedNode> nodes) implements TaskEvent {
        public Planned {
            nodes = List.copyOf(nodes);
        }
    }

    /** A node went out to its agent. */
    record NodeStarted(Instant at, String nodeId, String agent, int attempt) implements TaskEvent {}

    /**
     * An agent did something.
     *
     * @param kind llm_call | tool_call | tool_result | text_delta
     * @param content the model's text, the tool's arguments or its result, capped
     * @param status of a tool_result: succeeded | rejected | failed
     * @param model what an llm_call took; null for other kinds, and in events of earlier versions
     */
    record Stepped(
            Instant at,
            String nodeId,
            String agent,
            int attempt,
            int number,
            String kind,
            String content,
            String tool,
            String status,
            int tokens,
            long durationMs,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ModelUsage model)
            implements TaskEvent {

        /** The kind of a piece of an answer, told while the model is still saying it. */
        public static final String TEXT_DELTA = "text_delta";

        /** True for what is told to those who watch, and kept nowhere. */
        @JsonIgnore
        public boolean isPartial() {
            return kind.equals(TEXT_DELTA);
        }
    }

    /** A node ended; {@code error} is empty if it went well. */
    record NodeEnded(Instant at, String nodeId, String agent, TaskState state, String error)
            implements TaskEvent {}

    /**
     * The task ended; nothing follows.
     *
     * @param unanswered true if it completed, and its output says that the question could not be
     *     answered
     */
    record Ended(
            Instant at,
            TaskState state,
            String output,
            String error,
            int stepsUsed,
            int tokensUsed,
            int toolCalls,
            long durationMs,
            List<Artifact> artifacts,
            boolean unanswered)
            implements TaskEvent {
        public Ended {
            artifacts = List.copyOf(artifacts);
        }

        /** The same, though its output says that the question could not be answered. */
        public Ended withoutAnswer() {
            return new Ended(
                    at,
                    state,
                    output,
                    error,
                    stepsUsed,
                    tokensUsed,
                    toolCalls,
                    durationMs,
                    artifacts,
                    true);
        }
    }

    /** One node of a plan. */
    record PlannedNode(String id, String agent, String prompt, List<String> dependsOn) {
        public PlannedNode {
            dependsOn = List.copyOf(dependsOn);
        }
    }
}
