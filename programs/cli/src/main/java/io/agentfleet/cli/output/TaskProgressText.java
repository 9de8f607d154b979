package io.agentfleet.cli.output;

import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task while it runs: its plan as a small tree, each step on one line. */
public final class TaskProgressText {

    private static final int AGENT_WIDTH = 9;
    private static final int TOOL_WIDTH = 17;
    private static final int TEXT_WIDTH = 62;

    private final Terminal screen;
    private final boolean isShown;

    /** Calls that have no result yet; results of one tool come in the order of its calls. */
    private final Map<String, Deque<TaskEvent.Stepped>> openCalls = new HashMap<>();

    private @Nullable Instant acceptedAt;

    private final StringBuilder said = new StringBuilder();
    private String sayingPlace = "";

    /**
     * @param isShown false for {@code -o json}: nothing is drawn
     */
    public TaskProgressText(Terminal screen, boolean isShown) {
        this.screen = screen;
        this.isShown = isShown;
    }

    /** Draws what happened. */
    public void show(TaskEvent event) {
        if (!isShown) {
            return;
        }
        switch (event) {
            case TaskEvent.Accepted accepted -> acceptedAt = accepted.at();
            case TaskEvent.Planned planned -> plan(planned.nodes());
            case TaskEvent.NodeStarted started -> waiting(started);
            case TaskEvent.Stepped step -> step(step);
            case TaskEvent.NodeEnded ended -> nodeEnded(ended);
            case TaskEvent.Ended ended -> screen.clear();
        }
    }

    private void plan(List<TaskEvent.PlannedNode> nodes) {
        screen.note(screen.bold("Plan"));
        for (TaskEvent.PlannedNode node : nodes) {
            boolean last = node.id().equals(nodes.getLast().id());
            String after =
                    node.dependsOn().isEmpty()
                            ? ""
                            : screen.dim("  after " + String.join(", ", node.dependsOn()));
            screen.note(
                    "%s %s %s%s"
                            .formatted(
                                    last ? "└─" : "├─",
                                    screen.bold(node.id()),
                                    screen.dim("(" + node.agent() + ")"),
                                    after));
        }
        screen.note(screen.bold("Steps"));
    }

    private void waiting(TaskEvent.NodeStarted started) {
        screen.waiting("%s works".formatted(started.agent()));
        if (started.attempt() > 1) {
            line(started.at(), started.agent(), "attempt " + started.attempt(), "");
        }
    }

    private void step(TaskEvent.Stepped step) {
        switch (step.kind()) {
            case "tool_call" -> calls(step).add(step);
            case "tool_result" -> toolResult(step, calls(step).poll());
            case TaskEvent.Stepped.TEXT_DELTA -> saying(step);
            default -> modelAnswer(step);
        }
    }

    /** The end of what the model has said so far, in the line that tells who works. */
    private void saying(TaskEvent.Stepped piece) {
        String place = piece.nodeId() + "/" + piece.number();
        if (!place.equals(sayingPlace)) {
            sayingPlace = place;
            said.setLength(0);
        }
        said.append(piece.content().replaceAll("\\s+", " "));
        int from = Math.max(0, said.length() - TEXT_WIDTH);
        screen.waiting("%s: %s".formatted(piece.agent(), said.substring(from)));
    }

    private Deque<TaskEvent.Stepped> calls(TaskEvent.Stepped step) {
        String place = "%s/%d/%s".formatted(step.nodeId(), step.attempt(), step.tool());
        return openCalls.computeIfAbsent(place, key -> new ArrayDeque<>());
    }

    private void toolResult(TaskEvent.Stepped result, TaskEvent.@Nullable Stepped call) {
        String arguments = call == null ? "" : DisplayWidth.shorten(call.content(), TEXT_WIDTH);
        boolean ok = result.status().equals("succeeded");
        String mark = ok ? screen.green("✓") : screen.red("✗ " + result.status());
        line(
                result.at(),
                result.agent(),
                DisplayWidth.padded(result.tool(), TOOL_WIDTH),
                "%s %s".formatted(mark, screen.dim(result.durationMs() + " ms")));
        screen.note(screen.dim("           " + DisplayWidth.shorten(arguments, TEXT_WIDTH + 20)));
        screen.note(
                screen.dim(
                        "           → " + DisplayWidth.shorten(result.content(), TEXT_WIDTH + 18)));
    }

    private void modelAnswer(TaskEvent.Stepped step) {
        String text =
                step.content().isBlank()
                        ? "decides"
                        : DisplayWidth.shorten(step.content(), TEXT_WIDTH);
        line(
                step.at(),
                step.agent(),
                DisplayWidth.padded("model", TOOL_WIDTH),
                "%s %s"
                        .formatted(
                                text,
                                screen.dim(
                                        "%d tokens, %d ms"
                                                .formatted(step.tokens(), step.durationMs()))));
    }

    private void nodeEnded(TaskEvent.NodeEnded ended) {
        if (ended.state() != TaskState.COMPLETED) {
            line(
                    ended.at(),
                    ended.agent(),
                    screen.red(ended.state().name().toLowerCase(java.util.Locale.ROOT)),
                    ended.error());
        }
    }

    private void line(Instant at, String agent, String what, String rest) {
        Instant start = acceptedAt == null ? at : acceptedAt;
        double seconds = Duration.between(start, at).toMillis() / 1000.0;
        screen.note(
                "%s %s %s %s"
                        .formatted(
                                screen.dim("%5.1f s".formatted(seconds)),
                                DisplayWidth.padded(agent, AGENT_WIDTH),
                                what,
                                rest));
    }
}
