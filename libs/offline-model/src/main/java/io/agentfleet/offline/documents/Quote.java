package io.agentfleet.offline.documents;

/**
 * A sentence of a passage, word for word.
 *
 * @param passage where it stands
 * @param text the sentence
 * @param fit how much of the question it speaks of: 0 nothing, about 1 all
 */
public record Quote(Passage passage, String text, double fit) {}
