package io.agentfleet.executor.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a loaded source holds: written once beside the loaded data, read by each worker that opens
 * it.
 *
 * @param entries one per table or document
 * @param problems of the files that are not there, or not in whole
 */
public record SourceCatalog(List<JsonNode> entries, List<SourceProblem> problems) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "catalog.json";

    public SourceCatalog {
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
    }

    /** Writes it into the folder of the loaded source. */
    public void write(Path folder) throws IOException {
        Files.write(folder.resolve(FILE), JSON.writeValueAsBytes(this));
    }

    /** Reads it from there. */
    public static SourceCatalog read(Path folder) throws IOException {
        return JSON.readValue(Files.readAllBytes(folder.resolve(FILE)), SourceCatalog.class);
    }
}
