package io.agentfleet.executor.tables;

import java.time.Duration;

/**
 * What a query may use.
 *
 * @param memoryMegabytes of DuckDB in one process
 * @param threads of DuckDB in one process
 * @param timeLimit of one query
 */
public record QueryLimits(int memoryMegabytes, int threads, Duration timeLimit) {}
