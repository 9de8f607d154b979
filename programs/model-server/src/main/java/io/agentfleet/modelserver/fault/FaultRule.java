package io.agentfleet.modelserver.fault;

/**
 * A fault and how often it happens.
 *
 * @param text as it was written
 * @param times requests that meet it; 0: all
 */
public record FaultRule(String text, Fault fault, int times) {}
