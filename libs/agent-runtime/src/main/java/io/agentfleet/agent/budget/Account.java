package io.agentfleet.agent.budget;

/**
 * What is spent against one limit.
 *
 * @param id such as {@code tenant:acme:2026-12-01}
 * @param whose for people, such as {@code tenant acme on 2026-12-01}
 * @param setting that holds the limit
 * @param remedy what to do when it is spent, beside raising the setting
 */
public record Account(String id, String whose, String setting, String remedy, Limit limit) {}
