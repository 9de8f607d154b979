package io.agentfleet.offline.question;

/**
 * Which end of an order is asked for.
 *
 * @param count how many, from 1
 * @param descending true for the largest first
 * @param counted whether the question itself gave the count
 */
public record Ranking(int count, boolean descending, boolean counted) {}
