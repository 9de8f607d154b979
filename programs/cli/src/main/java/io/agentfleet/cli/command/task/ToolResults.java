package io.agentfleet.cli.command.task;

import io.agentfleet.taskmodel.event.TaskEvent;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which agents of a task got nothing from their tools. */
final class ToolResults {

    private final Map<String, Boolean> answered = new TreeMap<>();

    void note(TaskEvent event) {
        if (event instanceof TaskEvent.Stepped step && step.kind().equals("tool_result")) {
            answered.merge(step.agent(), step.status().equals("succeeded"), Boolean::logicalOr);
        }
    }

    /** Agents of whose calls none succeeded, as a list; empty if there are none. */
    String agentsWithoutAnswers() {
        return answered.entrySet().stream()
                .filter(agent -> !agent.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }
}
