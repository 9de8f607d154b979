package io.agentfleet.executor.tables;

import java.time.Duration;

/**
 * What a query may use.
 *
 * @param memoryMegabytes of one data source: its tables and the queries over them
 * @param threads of one data source
 * @param timeLimit of one query
 */
public record QueryLimits(int memoryMegabytes, int threads, Duration timeLimit) {

    /** 512 MB, two threads, ten seconds. */
    public static QueryLimits usual() {
        return new QueryLimits(512, 2, Duration.ofSeconds(10));
    }
}
