package io.agentfleet.agent.run;

import io.agentfleet.taskmodel.task.Task;
import java.util.Map;
import java.util.TreeMap;

/** Renders a task as the one user message that a model sees: all it knows of its parent's work. */
final class TaskPrompt {

    private TaskPrompt() {}

    static String render(Task task, Map<String, String> reference) {
        StringBuilder text = new StringBuilder();
        section(text, "Task", task.prompt());
        section(text, "User goal", task.context().getOrDefault(Task.USER_GOAL, ""));
        sections(text, task.context(), Task.OUTPUT_PREFIX, "Output of ");
        sections(text, task.context(), Task.ARTIFACTS_PREFIX, "Files of ");
        sections(text, task.context(), Task.FAILED_PREFIX, "Failure of ");
        new TreeMap<>(reference).forEach((heading, body) -> section(text, heading, body));
        section(
                text,
                "Limits",
                "At most %d steps and %d tokens. Today is not given: dates are relative to the data."
                        .formatted(task.limits().maxSteps(), task.limits().tokenBudget()));
        return text.toString().stripTrailing();
    }

    private static void sections(
            StringBuilder text, Map<String, String> context, String prefix, String heading) {
        new TreeMap<>(context)
                .forEach((key, value) -> {
                    if (key.startsWith(prefix)) {
                        section(text, heading + key.substring(prefix.length()), value);
                    }
                });
    }

    private static void section(StringBuilder text, String heading, String body) {
        if (!body.isBlank()) {
            text.append("## ").append(heading).append('\n').append(body).append("\n\n");
        }
    }
}
