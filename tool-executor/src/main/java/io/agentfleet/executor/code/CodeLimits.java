package io.agentfleet.executor.code;

import java.time.Duration;

/**
 * What a program may use.
 *
 * @param memoryMegabytes of one program, its interpreter included
 */
public record CodeLimits(int memoryMegabytes, Duration timeLimit) {}
