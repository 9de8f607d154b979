package io.agentfleet.cli.command.task;

import io.agentfleet.taskmodel.event.TaskEvent;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How the tool calls of a task ended, and which of its agents got nothing from their tools. */
final class ToolResults {

    private final Map<String, Boolean> answered = new TreeMap<>();
    private int calls;
    private int failed;

    void note(TaskEvent event) {
        if (event instanceof TaskEvent.Stepped step && step.kind().equals("tool_result")) {
            boolean succeeded = step.status().equals("succeeded");
            answered.merge(step.agent(), succeeded, Boolean::logicalOr);
            calls++;
            failed += succeeded ? 0 : 1;
        }
    }

    /** How many did not succeed, of how many; empty if all did. */
    String failures() {
        return failed == 0 ? "" : "%d of %d tool calls failed".formatted(failed, calls);
    }

    /** Agents of whose calls none succeeded, as a list; empty if there are none. */
    String agentsWithoutAnswers() {
        return answered.entrySet().stream()
                .filter(agent -> !agent.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }
}
