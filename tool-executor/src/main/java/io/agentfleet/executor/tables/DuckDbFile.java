package io.agentfleet.executor.tables;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** The database file of a loaded source. */
record DuckDbFile(Path path) {

    /** The name under which DuckDB knows the database: the file's without its ending. */
    static final String CATALOG = "source";

    static DuckDbFile in(Path folder) {
        return new DuckDbFile(folder.resolve(CATALOG + ".duckdb"));
    }

    /** To load tables; makes the file, or goes on with what was committed. */
    DuckDBConnection writable(QueryLimits limits) throws SQLException {
        return connect(settings(limits));
    }

    /** To query them: nothing can be written, configured or reached besides. */
    DuckDBConnection readOnly(QueryLimits limits) throws SQLException {
        Properties settings = settings(limits);
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("duckdb.read_only", "true");
        settings.setProperty("enable_external_access", "false");
        settings.setProperty("lock_configuration", "true");
        return connect(settings);
    }

    /** A database that is gone with its connection. */
    static DuckDBConnection inMemory(QueryLimits limits) throws SQLException {
        return new DuckDbFile(Path.of("")).connect(settings(limits));
    }

    private static Properties settings(QueryLimits limits) {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", limits.memoryMegabytes() + "MB");
        settings.setProperty("threads", String.valueOf(limits.threads()));
        settings.setProperty("temp_directory", "");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        return settings;
    }

    private DuckDBConnection connect(Properties settings) throws SQLException {
        return (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:" + path, settings);
    }
}
