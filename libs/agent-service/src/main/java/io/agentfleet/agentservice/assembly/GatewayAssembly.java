package io.agentfleet.agentservice.assembly;

import io.agentfleet.agent.budget.BudgetLimits;
import io.agentfleet.agent.budget.Limit;
import io.agentfleet.agent.cache.CachePolicy;
import io.agentfleet.agent.gateway.ConfiguredModel;
import io.agentfleet.agent.gateway.Estimate;
import io.agentfleet.agent.gateway.GatewaySettings;
import io.agentfleet.agent.gateway.Models;
import io.agentfleet.agent.gateway.RetryRule;
import io.agentfleet.agent.route.RouteRule;
import io.agentfleet.agent.route.RuleRoutes;
import io.agentfleet.taskmodel.run.Money;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * What the gateway is made of, from its settings. Fails naming the setting that is wrong.
 *
 * @param config under {@code fleet.model}
 */
record GatewayAssembly(GatewayConfig config) {

    Models models(List<ConfiguredModel> all) {
        return new Models(all, config.use(), config.tiers(), config.fallbacks().orElse(List.of()));
    }

    RuleRoutes routes() {
        return new RuleRoutes(config.rules().stream().map(GatewayAssembly::rule).toList());
    }

    private static RouteRule rule(GatewayConfig.Rule rule) {
        try {
            return new RouteRule(
                    rule.whenText().map(RouteRule::pattern),
                    rule.whenLongerThan(),
                    rule.whenShorterThan(),
                    rule.agent(),
                    rule.step(),
                    rule.tier(),
                    rule.reason());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "fleet.model.rules: when-text '%s' of the rule '%s' is no pattern: %s"
                            .formatted(e.getPattern(), rule.reason(), e.getDescription()),
                    e);
        }
    }

    CachePolicy cache() {
        return new CachePolicy(config.cache().ttl(), config.cache().liveTools().orElse(Set.of()));
    }

    BudgetLimits limits() {
        GatewayConfig.Budget budget = config.budget();
        return new BudgetLimits(
                limit(budget.task()),
                limit(budget.session()),
                limit(budget.tenant()),
                budget.tenants().entrySet().stream()
                        .collect(Collectors.toMap(e -> e.getKey(), e -> limit(e.getValue()))),
                limit(budget.day()));
    }

    private static Limit limit(GatewayConfig.Limit limit) {
        return new Limit(limit.tokens(), limit.dollars().map(Money::usd));
    }

    GatewaySettings settings() {
        GatewayConfig.Breaker breaker = config.breaker();
        RetryRule usual = RetryRule.DEFAULT;
        return new GatewaySettings(
                new RetryRule(usual.attempts(), usual.firstPause(), config.longestRetryAfter()),
                breaker.window(),
                breaker.failureRatio(),
                breaker.pause(),
                new Estimate(config.budget().estimateMargin()),
                config.budget().unknownPrice());
    }
}
