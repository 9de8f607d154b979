package io.agentfleet.offline.compose;

import io.agentfleet.offline.binding.Filter;
import io.agentfleet.offline.query.QueryPlan;

/**
 * The names of the two sides of a comparison.
 *
 * @param earlier the side that the other is measured against
 * @param later the other side
 */
record Sides(String earlier, String later) {

    static Sides of(QueryPlan plan, QueryPlan.Query query) {
        if (!query.subject().isEmpty()) {
            for (Filter filter : plan.binding().filters()) {
                if (filter instanceof Filter.OneOf one && one.values().size() == 2) {
                    return new Sides(one.values().getFirst(), one.values().getLast());
                }
            }
        }
        return new Sides(
                plan.window().earlier().map(Object::toString).orElse(""),
                plan.window().range().map(Object::toString).orElse(""));
    }
}
