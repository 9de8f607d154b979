package io.agentfleet.executor.source;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The data sources of the executor: a JSON file {@code {"name": "/folder"}}, read anew for each
 * call, so that a change holds at once.
 */
public final class DataSources {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, String>> NAMES = new TypeReference<>() {};

    private final Path file;

    public DataSources(Path file) {
        this.file = file;
    }

    /**
     * The source of this name.
     *
     * @throws FleetException UNKNOWN_DATA_SOURCE, or UNREADABLE_DATA if its folder cannot be used
     */
    public DataSource find(String name) {
        Map<String, String> known = read();
        if (name.isBlank()) {
            throw new FleetException(
                    ErrorCode.UNKNOWN_DATA_SOURCE,
                    "this task names no data source: give it one with --data DIR (./fleet run) or metadata.data_source (REST, gRPC, Kafka); known are %s"
                            .formatted(known.keySet()));
        }
        String folder = known.get(name);
        if (folder == null) {
            throw new FleetException(
                    ErrorCode.UNKNOWN_DATA_SOURCE,
                    "data source '%s' is not known: use one of %s, or name its folder first with './fleet data add DIR'"
                            .formatted(name, known.keySet()));
        }
        return usable(new DataSource(name, Path.of(folder)));
    }

    private static DataSource usable(DataSource source) {
        if (!Files.exists(source.folder())) {
            throw unreadable(source, "does not exist");
        }
        if (!Files.isDirectory(source.folder())) {
            throw unreadable(source, "is not a folder");
        }
        if (!Files.isReadable(source.folder()) || !Files.isExecutable(source.folder())) {
            throw unreadable(source, "may not be read by the executor");
        }
        return source;
    }

    static FleetException unreadable(DataSource source, String why) {
        return new FleetException(
                ErrorCode.UNREADABLE_DATA,
                "the folder of data source '%s' %s: give a folder with tables (CSV, JSON, Parquet) or documents (Markdown, text, HTML, PDF)"
                        .formatted(source.name(), why));
    }

    private Map<String, String> read() {
        try {
            return JSON.readValue(Files.readString(file), NAMES);
        } catch (NoSuchFileException none) {
            return Map.of();
        } catch (IOException broken) {
            throw new FleetException(
                    ErrorCode.UNREADABLE_DATA,
                    "the list of data sources (%s) is not JSON of the form {\"name\": \"folder\"}: mend it"
                            .formatted(file.getFileName()),
                    broken);
        }
    }
}
