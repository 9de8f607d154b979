package io.agentfleet.executor.code;

import java.time.Duration;

/**
 * What a program may use.
 *
 * @param memoryMegabytes of one program, its interpreter included
 * @param concurrency programs at once
 */
public record CodeLimits(int memoryMegabytes, int concurrency, Duration timeLimit) {

    /** 32 MB, two at once, five seconds. */
    public static CodeLimits usual() {
        return new CodeLimits(32, 2, Duration.ofSeconds(5));
    }
}
