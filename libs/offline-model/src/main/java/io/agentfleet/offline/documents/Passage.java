package io.agentfleet.offline.documents;

/**
 * A piece of a document that a search found.
 *
 * @param document its file
 * @param title of the document
 * @param location where in it, such as a heading or page
 * @param text the piece
 * @param score as the search ranked it
 */
public record Passage(String document, String title, String location, String text, double score) {}
