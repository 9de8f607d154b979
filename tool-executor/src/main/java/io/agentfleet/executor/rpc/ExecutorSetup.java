package io.agentfleet.executor.rpc;

import io.agentfleet.drillport.DrillPort;
import io.agentfleet.executor.code.CodeLimits;
import io.agentfleet.executor.documents.DocumentIndexCache;
import io.agentfleet.executor.sandbox.ExecutorDrill;
import io.agentfleet.executor.sandbox.OutputFolder;
import io.agentfleet.executor.sandbox.Sandbox;
import io.agentfleet.executor.source.DataSources;
import io.agentfleet.executor.tables.QueryLimits;
import io.agentfleet.executor.tables.TableDatabaseCache;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

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
        return new Sandbox(config.concurrency());
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

    @Produces
    @Singleton
    DataSources dataSources() {
        return new DataSources(config.dataSourcesFile());
    }

    @Produces
    @Singleton
    TableDatabaseCache tables(DataSources sources) {
        ExecutorConfig.Query query = config.query();
        return new TableDatabaseCache(
                sources,
                new QueryLimits(megabytes(query.memory()), query.threads(), query.timeLimit()));
    }

    @Produces
    @Singleton
    DocumentIndexCache libraries(DataSources sources) {
        return new DocumentIndexCache(sources);
    }

    @Produces
    @Singleton
    CodeLimits codeLimits() {
        ExecutorConfig.Code code = config.code();
        return new CodeLimits(megabytes(code.memory()), code.concurrency(), code.timeLimit());
    }

    private static int megabytes(MemorySize size) {
        return Math.toIntExact(size.asLongValue() / MEGABYTE);
    }
}
