package io.agentfleet.taskmodel.task;

/**
 * A file that a task produced.
 *
 * @param name relative to the task's output folder, such as {@code report.md}
 * @param mediaType such as {@code image/png}
 * @param uri where the whole is kept
 * @param sizeBytes its size
 */
public record Artifact(String name, String mediaType, String uri, long sizeBytes) {}
