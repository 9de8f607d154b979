package io.agentfleet.taskmodel.view;

import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.IdentifiedEvent;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.task.Artifact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user's task as {@code GET /tasks/{id}} shows it: the fold of its events.
 *
 * @param maxSteps what it may take; 0 if it was accepted by a version that did not record it
 * @param tokenBudget likewise
 * @param error empty, or an error code with its explanation
 * @param unanswered true if it completed, and its output says that the question could not be
 *     answered
 * @param cost of all model calls known so far, also of attempts that were given up
 * @param durationMs 0 until it ended
 */
public record TaskView(
        String taskId,
        String sessionId,
        String tenant,
        String agent,
        String prompt,
        Map<String, String> metadata,
        int maxSteps,
        int tokenBudget,
        TaskState status,
        String output,
        String error,
        int stepsUsed,
        int tokensUsed,
        Money cost,
        int toolCalls,
        long durationMs,
        List<NodeView> nodes,
        List<Artifact> artifacts,
        boolean unanswered,
        Instant createdAt,
        Instant updatedAt) {

    /** Steps first, then the events of the task, which depend on them. */
    private static final Comparator<IdentifiedEvent> TASK_EVENTS_LAST =
            Comparator.comparingInt(event -> event.id().isTaskEvent() ? event.id().sequence() : 0);

    /** A node of the plan and where it stands. */
    public record NodeView(
            String id,
            String agent,
            String prompt,
            List<String> dependsOn,
            TaskState status,
            String error) {
        public NodeView {
            dependsOn = List.copyOf(dependsOn);
        }
    }

    public TaskView {
        metadata = Map.copyOf(metadata);
        nodes = List.copyOf(nodes);
        artifacts = List.copyOf(artifacts);
        if (cost == null) { // kept by an earlier version
            cost = Money.NONE;
        }
    }

    /** The view of a task of which only its acceptance is known. */
    public static TaskView accepted(String taskId, TaskEvent.Accepted event) {
        return new TaskView(
                taskId,
                event.sessionId(),
                event.tenant(),
                event.agent(),
                event.prompt(),
                event.metadata(),
                event.maxSteps(),
                event.tokenBudget(),
                TaskState.PENDING,
                "",
                "",
                0,
                0,
                Money.NONE,
                0,
                0,
                List.of(),
                List.of(),
                false,
                event.at(),
                event.at());
    }

    /** The view of all that is known of a task, in whatever order; empty if it was not accepted. */
    public static Optional<TaskView> of(String taskId, Collection<IdentifiedEvent> known) {
        return known.stream()
                .map(IdentifiedEvent::event)
                .filter(TaskEvent.Accepted.class::isInstance)
                .findFirst()
                .map(event -> accepted(taskId, (TaskEvent.Accepted) event).applyAll(known));
    }

    /**
     * The view after events that came together: task events in their order, steps before what they
     * led to.
     */
    public TaskView applyAll(Collection<IdentifiedEvent> events) {
        TaskView view = this;
        for (IdentifiedEvent event : events.stream().sorted(TASK_EVENTS_LAST).toList()) {
            view = view.apply(event.event());
        }
        return view;
    }

    /**
     * The view after an event that it does not have yet. A final view never changes again, but for
     * the cost of a step that comes late.
     */
    public TaskView apply(TaskEvent event) {
        if (status.isFinal()) {
            return event instanceof TaskEvent.Stepped late ? withCostOf(late) : this;
        }
        return switch (event) {
            case TaskEvent.Accepted ignored -> this;
            case TaskEvent.Planned planned ->
                    withNodes(
                            planned.nodes().stream()
                                    .map(n ->
                                            new NodeView(
                                                    n.id(),
                                                    n.agent(),
                                                    n.prompt(),
                                                    n.dependsOn(),
                                                    TaskState.PENDING,
                                                    ""))
                                    .toList(),
                            event.at());
            case TaskEvent.NodeStarted started ->
                    withNodes(marked(started.nodeId(), TaskState.RUNNING, ""), event.at());
            case TaskEvent.Stepped step -> withNodes(nodes, step.at()).withCostOf(step);
            case TaskEvent.NodeEnded ended ->
                    withNodes(marked(ended.nodeId(), ended.state(), ended.error()), event.at());
            case TaskEvent.Ended ended -> ended(ended);
        };
    }

    private List<NodeView> marked(String nodeId, TaskState state, String error) {
        List<NodeView> marked = new ArrayList<>();
        for (NodeView node : nodes) {
            boolean hit = node.id().equals(nodeId) && !node.status().isFinal();
            marked.add(
                    hit
                            ? new NodeView(
                                    node.id(),
                                    node.agent(),
                                    node.prompt(),
                                    node.dependsOn(),
                                    state,
                                    error)
                            : node);
        }
        return marked;
    }

    private TaskView withNodes(List<NodeView> changed, Instant at) {
        return new TaskView(
                taskId,
                sessionId,
                tenant,
                agent,
                prompt,
                metadata,
                maxSteps,
                tokenBudget,
                TaskState.RUNNING,
                output,
                error,
                stepsUsed,
                tokensUsed,
                cost,
                toolCalls,
                durationMs,
                changed,
                artifacts,
                unanswered,
                createdAt,
                at.isAfter(updatedAt) ? at : updatedAt);
    }

    private TaskView withCostOf(TaskEvent.Stepped step) {
        return step.model() == null
                ? this
                : new TaskView(
                        taskId,
                        sessionId,
                        tenant,
                        agent,
                        prompt,
                        metadata,
                        maxSteps,
                        tokenBudget,
                        status,
                        output,
                        error,
                        stepsUsed,
                        tokensUsed,
                        cost.plus(step.model().cost()),
                        toolCalls,
                        durationMs,
                        nodes,
                        artifacts,
                        unanswered,
                        createdAt,
                        updatedAt);
    }

    private TaskView ended(TaskEvent.Ended ended) {
        return new TaskView(
                taskId,
                sessionId,
                tenant,
                agent,
                prompt,
                metadata,
                maxSteps,
                tokenBudget,
                ended.state(),
                ended.output(),
                ended.error(),
                ended.stepsUsed(),
                ended.tokensUsed(),
                cost,
                ended.toolCalls(),
                ended.durationMs(),
                nodes,
                ended.artifacts(),
                ended.unanswered(),
                createdAt,
                ended.at());
    }
}
