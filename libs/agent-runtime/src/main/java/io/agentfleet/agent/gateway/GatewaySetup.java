package io.agentfleet.agent.gateway;

import io.agentfleet.agent.budget.SharedBudgets;
import io.agentfleet.agent.cache.AnswerCache;
import io.agentfleet.agent.route.RoutePolicy;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a gateway is made of.
 *
 * @param cache empty: no answer is kept
 * @param listener told what happens, on the calling thread
 */
public record GatewaySetup(
        Models models,
        Optional<AnswerCache> cache,
        RoutePolicy routes,
        SharedBudgets budgets,
        GatewaySettings settings,
        Consumer<GatewayEvent> listener) {}
