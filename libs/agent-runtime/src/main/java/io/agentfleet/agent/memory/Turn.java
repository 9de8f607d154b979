package io.agentfleet.agent.memory;

/**
 * One exchange of a session as an agent remembers it; without the tool calls in between.
 *
 * @param taskId which task it was, so that a repeated run is not remembered twice
 * @param asked what the user wanted
 * @param answered the final answer
 */
public record Turn(String taskId, String asked, String answered) {}
