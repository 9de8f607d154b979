package io.agentfleet.agent.run;

import io.agentfleet.taskmodel.task.AgentCard;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is specific to an agent. Each agent service has one CDI bean of this type. */
public interface AgentDefinition {

    /** Who it is. */
    AgentCard card();

    /** Its role and the shape of its answers; the first message of every model call. */
    String systemPrompt();

    /**
     * Names of the tools that it works with, of those the registry permits. Empty: none, and the
     * registry is not asked.
     */
    Set<String> tools();

    /**
     * True for an agent that finds nothing itself: if none of those whose outputs it gets has an
     * answer, neither has it.
     */
    default boolean answersFromOthers() {
        return false;
    }

    /** JSON Schema that its final answer must fit; empty for free text. */
    default Optional<String> outputSchema() {
        return Optional.empty();
    }

    /**
     * Returns if this final answer can be used. If not, the model is told why and asked once more;
     * then the run fails.
     *
     * @throws io.agentfleet.schemas.FleetException saying what is wrong with the answer
     */
    default void checkAnswer(String answer) {}

    /**
     * Reference data for the task's message, heading to text, such as {@code Agents}. Asked at the
     * start of each run.
     */
    default Map<String, String> reference() {
        return Map.of();
    }
}
