package io.agentfleet.executor.rpc;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Where the executor stands and what its tools may use. */
@ConfigMapping(prefix = "fleet.executor")
public interface ExecutorConfig {

    /** host:port under which the registry reaches this executor. */
    String address();

    /** JSON file of data sources, {"name": "folder"}; read anew for each call. */
    Path dataSourcesFile();

    /** Folder under which each task has its own for the files it produces. */
    Path outputDir();

    /** Folder for what workers load and write; emptied at start. */
    Path workDir();

    /** Calls that run at once; others wait until their time is over. */
    @WithDefault("16")
    int concurrency();

    /** Of them for one tenant. */
    @WithDefault("12")
    int concurrencyPerTenant();

    /** Processes in which SQL, files, programs and charts are computed. */
    Workers workers();

    /** The registry where tools are registered. */
    Registry registry();

    /** Bounds of SQL. */
    Query query();

    /** Bounds of programs. */
    Code code();

    /** The registry where tools are registered. */
    interface Registry {

        /** host:port of the tool registry. */
        String address();

        /** Definitions are sent again this often, so that a registry that lost them has them. */
        @WithDefault("30s")
        Duration repeat();

        /** Longest wait between attempts while the registry does not answer. */
        @WithDefault("5s")
        Duration longestBackoff();
    }

    /** Worker processes. */
    interface Workers {

        /** Workers that compute at once; others wait until their time is over. */
        @WithDefault("4")
        int most();

        /** Of them for one tenant. */
        @WithDefault("3")
        int perTenant();

        /** Workers that wait for the next call of the same tenant on the same source. */
        @WithDefault("4")
        int idle();

        /** How long they wait. */
        @WithDefault("30s")
        Duration idleTime();

        /** Largest heap of a worker's JVM. */
        @WithDefault("256M")
        MemorySize heap();

        /** Within which all files of a data source are loaded. */
        @WithDefault("2m")
        Duration loadTime();
    }

    /** Bounds of SQL. */
    interface Query {

        /** Memory of DuckDB in one worker. */
        @WithDefault("384M")
        MemorySize memory();

        /** Threads of DuckDB in one worker. */
        @WithDefault("2")
        int threads();

        /** After which a query is stopped, or earlier if the call has less time. */
        @WithDefault("10s")
        Duration timeLimit();
    }

    /** Bounds of programs. */
    interface Code {

        /** Memory of one program, its interpreter included. */
        @WithDefault("32M")
        MemorySize memory();

        /** After which a program is stopped, or earlier if the call has less time. */
        @WithDefault("5s")
        Duration timeLimit();
    }
}
