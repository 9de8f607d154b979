package io.agentfleet.agent.run;

/**
 * Bounds of every run of an agent, whatever the task.
 *
 * @param contextTokens of one model call's messages
 * @param answerTokens most tokens of one model answer
 * @param toolResultCharacters most characters of a tool result that the model gets to see
 */
public record RunSettings(int contextTokens, int answerTokens, int toolResultCharacters) {

    public static final RunSettings DEFAULT = new RunSettings(100_000, 8_192, 64_000);
}
