package io.agentfleet.taskapi.service;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The data sources of the fleet, where this service sees the list that its tool executor reads. A
 * door that does not see it, or cannot read it, takes every name: the executor refuses it later.
 */
public final class KnownDataSources {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, String>> NAMES = new TypeReference<>() {};

    private final Optional<Path> file;

    /**
     * @param file JSON, name to folder; read anew each time; empty if this service does not see it
     */
    public KnownDataSources(Optional<Path> file) {
        this.file = file;
    }

    /**
     * Passes if the task names no data source, or one that may be there.
     *
     * @throws FleetException UNKNOWN_DATA_SOURCE that names those that are
     */
    void require(Task task) {
        String name = task.dataSource();
        if (name.isBlank()) {
            return;
        }
        names().filter(known -> !known.contains(name))
                .ifPresent(known -> {
                    throw new FleetException(
                            ErrorCode.UNKNOWN_DATA_SOURCE,
                            "metadata.data_source '%s' is not known: use one of %s, or name its folder first with './fleet data add DIR'"
                                    .formatted(name, known));
                });
    }

    private Optional<Set<String>> names() {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readString(file.get()), NAMES).keySet());
        } catch (NoSuchFileException none) {
            return Optional.of(Set.of());
        } catch (IOException broken) {
            return Optional.empty();
        }
    }
}
