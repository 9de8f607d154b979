package io.agentfleet.taskmodel.run;

/**
 * A model's wish to call a tool.
 *
 * @param id the model's own id of the call; only to match the answer, never to recognise a repeated
 *     call
 * @param tool its name
 * @param arguments a JSON object, as text
 */
public record ToolCall(String id, String tool, String arguments) {}
