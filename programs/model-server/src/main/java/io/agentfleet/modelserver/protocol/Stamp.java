package io.agentfleet.modelserver.protocol;

import java.time.Instant;

/**
 * What is new with each answer.
 *
 * @param id hexadecimal, without the prefix that a protocol gives it
 * @param time when it was answered
 */
public record Stamp(String id, Instant time) {}
