package io.agentfleet.agent.model;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.taskmodel.run.TokenUsage;

/**
 * What a model answered.
 *
 * @param message tool calls, or the final answer
 * @param usage what the call cost in tokens
 */
public record ModelResponse(Message.Assistant message, TokenUsage usage) {}
