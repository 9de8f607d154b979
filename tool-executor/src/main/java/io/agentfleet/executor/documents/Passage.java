package io.agentfleet.executor.documents;

/**
 * A piece of a document that can be quoted.
 *
 * @param heading the nearest heading above it, or empty
 * @param location where it stands: {@code lines 3-9} or {@code page 2}, with the heading
 */
record Passage(String heading, String location, String text) {}
