package io.agentfleet.executor.rpc;

import io.agentfleet.drillport.DrillPort;
import io.agentfleet.executor.pool.WorkerSettings;
import io.agentfleet.executor.pool.Workers;
import io.agentfleet.executor.sandbox.ExecutorDrill;
import io.agentfleet.executor.sandbox.OutputFolder;
import io.agentfleet.executor.sandbox.Places;
import io.agentfleet.executor.sandbox.Sandbox;
import io.agentfleet.executor.worker.WorkerLimits;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Makes what the tools need out of the configuration. */
final class ExecutorSetup {

    private static final long MEGABYTE = 1024L * 1024;

    private final ExecutorConfig config;

    ExecutorSetup(ExecutorConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Sandbox sandbox() {
        return new Sandbox(new Places(config.concurrency(), config.concurrencyPerTenant()));
    }

    @Produces
    @Singleton
    OutputFolder outputFolder() {
        return new OutputFolder(config.outputDir());
    }

    /** Found at the start, so that a drill without its module fails then. */
    @Produces
    @Singleton
    @Startup
    ExecutorDrill drill() {
        return DrillPort.find(ExecutorDrill.class, ExecutorDrill.NONE);
    }

    /** The first worker is started with the service, so that the first call finds it warm. */
    @Produces
    @Singleton
    @Startup
    Workers workers() throws IOException {
        return Workers.start(config.workDir(), settings(), limits());
    }

    void close(@Disposes Workers workers) {
        workers.close();
    }

    private WorkerSettings settings() {
        ExecutorConfig.Workers workers = config.workers();
        return new WorkerSettings(
                workers.most(),
                workers.perTenant(),
                workers.idle(),
                workers.idleTime(),
                workers.loadTime());
    }

    private WorkerLimits limits() {
        ExecutorConfig.Query query = config.query();
        ExecutorConfig.Code code = config.code();
        return new WorkerLimits(
                megabytes(config.workers().heap()),
                megabytes(query.memory()),
                query.threads(),
                query.timeLimit().toMillis(),
                megabytes(code.memory()),
                code.timeLimit().toMillis());
    }

    private static int megabytes(MemorySize size) {
        return Math.toIntExact(size.asLongValue() / MEGABYTE);
    }
}
