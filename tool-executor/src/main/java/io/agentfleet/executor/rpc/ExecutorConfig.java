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

    /** Calls that run at once; others wait until their time is over. */
    @WithDefault("16")
    int concurrency();

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

    /** Bounds of SQL. */
    interface Query {

        /** Memory of one data source: its tables and the queries over them. */
        @WithDefault("512M")
        MemorySize memory();

        /** Threads of one data source. */
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

        /** Programs that run at once. */
        @WithDefault("2")
        int concurrency();

        /** After which a program is stopped, or earlier if the call has less time. */
        @WithDefault("5s")
        Duration timeLimit();
    }
}
