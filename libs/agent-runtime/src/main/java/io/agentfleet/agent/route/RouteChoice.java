package io.agentfleet.agent.route;

/**
 * What a policy chose.
 *
 * @param reason for people, such as {@code rule 1, 'short question'}
 */
public record RouteChoice(Tier tier, String reason) {}
