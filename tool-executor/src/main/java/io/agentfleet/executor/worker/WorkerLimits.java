package io.agentfleet.executor.worker;

import io.agentfleet.executor.code.CodeLimits;
import io.agentfleet.executor.tables.QueryLimits;
import java.time.Duration;

/**
 * What a worker may use, and the tools in it.
 *
 * @param heapMegabytes of its JVM
 * @param queryMegabytes of DuckDB
 * @param queryThreads of DuckDB
 * @param queryMillis after which a query is stopped
 * @param codeMegabytes of a program, its interpreter included
 * @param codeMillis after which a program is stopped
 */
public record WorkerLimits(
        int heapMegabytes,
        int queryMegabytes,
        int queryThreads,
        long queryMillis,
        int codeMegabytes,
        long codeMillis) {

    /** The JVM beside its heap: class data, compiled code, stacks. */
    private static final long JVM_MEGABYTES = 256;

    private static final long MEGABYTE = 1024L * 1024;
    private static final long LARGEST_FILE_MEGABYTES = 2048;
    private static final Duration LONGEST_LOAD = Duration.ofMinutes(1);
    private static final int OPEN_FILES = 1024; // each JAR of the class path is one

    /**
     * Private memory that the system gives the process: what it asks above that, it does not get.
     */
    public long dataBytes() {
        return (heapMegabytes + queryMegabytes + JVM_MEGABYTES) * MEGABYTE;
    }

    long fileBytes() {
        return LARGEST_FILE_MEGABYTES * MEGABYTE;
    }

    int openFiles() {
        return OPEN_FILES;
    }

    QueryLimits query() {
        return new QueryLimits(queryMegabytes, queryThreads, Duration.ofMillis(queryMillis));
    }

    CodeLimits code() {
        return new CodeLimits(codeMegabytes, Duration.ofMillis(codeMillis));
    }

    /** CPU time of one request, all threads together: a second line behind the executor's limit. */
    long cpuSeconds(WorkerRequest request) {
        Duration limit =
                request instanceof WorkerRequest.Call call
                        ? Duration.ofMillis(call.timeLimitMillis())
                        : LONGEST_LOAD;
        return (limit.toSeconds() + 2) * (queryThreads + 1);
    }
}
