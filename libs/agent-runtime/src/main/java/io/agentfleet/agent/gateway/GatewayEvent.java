package io.agentfleet.agent.gateway;

import io.agentfleet.agent.model.ModelId;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.TokenUsage;
import java.time.Duration;

/** What happened in the gateway. Told on the calling thread; whoever listens must not block. */
public sealed interface GatewayEvent {

    /**
     * A model answered. Replayed answers are left out.
     *
     * @param overhead what the gateway took beside the call, its waits and its retries
     */
    record Answered(
            AgentName agent, ModelId model, TokenUsage tokens, Money cost, Duration overhead)
            implements GatewayEvent {}

    /**
     * An answer was found in the cache.
     *
     * @param saved what it would have cost to ask again
     */
    record FoundInCache(
            ModelRequest request, ModelId model, ModelUsage usage, Money saved, Duration overhead)
            implements GatewayEvent {}

    /** The cache did not know a call that it covers. */
    record NotInCache(AgentName agent) implements GatewayEvent {}

    /** A model did not answer, and the next one is asked. */
    record FellBack(String from, String to, String why) implements GatewayEvent {}

    /** A model's breaker moved. */
    record BreakerMoved(String model, BreakerState state) implements GatewayEvent {}

    /** Whether a model is asked. */
    enum BreakerState {
        CLOSED,
        HALF_OPEN,
        OPEN
    }
}
