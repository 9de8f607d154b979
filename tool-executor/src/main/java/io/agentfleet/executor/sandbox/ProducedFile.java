package io.agentfleet.executor.sandbox;

import java.net.URI;

/**
 * A file that a tool wrote.
 *
 * @param name path within the task's output folder, with slashes
 * @param sizeBytes its length
 */
public record ProducedFile(String name, String mediaType, URI uri, long sizeBytes) {}
