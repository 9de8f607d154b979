package io.agentfleet.agent.gateway;

import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.taskmodel.run.ModelUsage;

/** A model's answer, and what it took. */
public record ModelAnswer(ModelResponse response, ModelUsage usage) {}
