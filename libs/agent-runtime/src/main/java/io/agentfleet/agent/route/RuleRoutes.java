package io.agentfleet.agent.route;

import java.util.List;

/**
 * The first rule that holds decides; without one a call is standard.
 *
 * @param rules in order
 */
public record RuleRoutes(List<RouteRule> rules) implements RoutePolicy {

    public RuleRoutes {
        rules = List.copyOf(rules);
    }

    @Override
    public RouteChoice choose(RouteQuestion question) {
        for (int i = 0; i < rules.size(); i++) {
            RouteRule rule = rules.get(i);
            if (rule.holds(question)) {
                return new RouteChoice(
                        rule.tier(), "rule %d, '%s'".formatted(i + 1, rule.reason()));
            }
        }
        return new RouteChoice(Tier.STANDARD, "no rule matched");
    }
}
