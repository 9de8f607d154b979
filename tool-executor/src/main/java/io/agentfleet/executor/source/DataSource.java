package io.agentfleet.executor.source;

import java.nio.file.Path;

/** A folder of data under the name by which tasks know it. */
public record DataSource(String name, Path folder) {}
