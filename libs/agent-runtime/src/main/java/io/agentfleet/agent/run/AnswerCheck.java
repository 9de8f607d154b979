package io.agentfleet.agent.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.agentfleet.taskmodel.run.RunOutcome;
import io.agentfleet.taskmodel.task.Task;
import java.util.List;
import java.util.Map;

/**
 * Whether a run's output says that the question could not be answered. An output that is JSON says
 * so by an {@code answer} that is null. An agent that only reports results of others answers
 * nothing if none of them did.
 */
final class AnswerCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AnswerCheck() {}

    static boolean isUnanswered(AgentDefinition agent, Task task, RunOutcome outcome) {
        return switch (outcome) {
            case RunOutcome.Completed completed -> isUnanswered(agent, task, completed.output());
            case RunOutcome.OutOfBudget partial ->
                    isUnanswered(agent, task, partial.partialOutput());
            case RunOutcome.Partial partial -> isUnanswered(agent, task, partial.output());
            case RunOutcome.Failed _, RunOutcome.Cancelled _ -> false;
        };
    }

    private static boolean isUnanswered(AgentDefinition agent, Task task, String output) {
        if (isWithoutAnswer(output)) {
            return true;
        }
        List<String> found =
                task.context().entrySet().stream()
                        .filter(part -> part.getKey().startsWith(Task.OUTPUT_PREFIX))
                        .map(Map.Entry::getValue)
                        .toList();
        boolean isLastOfSeveral =
                !found.isEmpty()
                        || task.context().keySet().stream()
                                .anyMatch(key -> key.startsWith(Task.FAILED_PREFIX));
        return agent.answersFromOthers()
                && isLastOfSeveral
                && found.stream().allMatch(part -> part.isBlank() || isWithoutAnswer(part));
    }

    private static boolean isWithoutAnswer(String output) {
        JsonNode json = output.strip().startsWith("{") ? read(output) : MissingNode.getInstance();
        return json.has("answer")
                ? json.path("answer").isNull() && json.path("passages").isEmpty()
                : json.has("error");
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance(); // text that looks like JSON
        }
    }
}
