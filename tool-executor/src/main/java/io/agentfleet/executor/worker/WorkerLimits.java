package io.agentfleet.executor.worker;

import io.agentfleet.executor.code.CodeLimits;
import io.agentfleet.executor.tables.QueryLimits;
import java.time.Duration;

/**
 * What the tools in a worker may use, within what the system gives the worker.
 *
 * @param queryMegabytes of DuckDB
 * @param queryThreads of DuckDB
 * @param queryMillis after which a query is stopped
 * @param codeMegabytes of a program, its interpreter included
 * @param codeMillis after which a program is stopped
 */
public record WorkerLimits(
        int queryMegabytes, int queryThreads, long queryMillis, int codeMegabytes, long codeMillis) {

    QueryLimits query() {
        return new QueryLimits(queryMegabytes, queryThreads, Duration.ofMillis(queryMillis));
    }

    CodeLimits code() {
        return new CodeLimits(codeMegabytes, Duration.ofMillis(codeMillis));
    }
}
