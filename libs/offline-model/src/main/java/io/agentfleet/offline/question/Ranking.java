package io.agentfleet.offline.question;

/**
 * Which end of a ranking is asked for.
 *
 * @param count how many, at least 1
 * @param descending true for the largest first
 * @param counted whether the question gives the count itself
 */
public record Ranking(int count, boolean descending, boolean counted) {}
