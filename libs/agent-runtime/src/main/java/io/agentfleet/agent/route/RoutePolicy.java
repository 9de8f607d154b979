package io.agentfleet.agent.route;

/**
 * Chooses the tier of each call: rules, or a classifier in their place. Pure, or at least quick.
 */
public interface RoutePolicy {

    /** The tier of this call. */
    RouteChoice choose(RouteQuestion question);
}
