package io.agentfleet.agent.route;

/**
 * Where a call goes.
 *
 * @param model the model's name in the fleet
 * @param reason for people, such as {@code light: rule 1, 'short question'}
 */
public record Route(String model, String reason) {

    /** The route of the call that this thread makes; bound while the model is asked. */
    public static final ScopedValue<Route> CURRENT = ScopedValue.newInstance();

    /** The same call, on its way to another model. */
    public Route insteadOf(String failed, String why, String next) {
        return new Route(next, "%s; in place of %s (%s)".formatted(reason, failed, why));
    }
}
