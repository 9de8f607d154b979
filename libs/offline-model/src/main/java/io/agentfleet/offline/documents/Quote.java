package io.agentfleet.offline.documents;

/**
 * A sentence of a passage, verbatim.
 *
 * @param passage where it was found
 * @param text the sentence
 * @param fit how much of the question it covers: from 0 for nothing to about 1 for all of it
 */
public record Quote(Passage passage, String text, double fit) {}
