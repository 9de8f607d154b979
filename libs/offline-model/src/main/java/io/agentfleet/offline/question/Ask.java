package io.agentfleet.offline.question;

import java.util.Optional;

/**
 * What to compute.
 *
 * @param shape the shape of the answer
 * @param aggregate how values are combined, if the question says so
 * @param ranking which end of the ranking and how many, if the question says so
 */
public record Ask(Shape shape, Optional<Aggregate> aggregate, Optional<Ranking> ranking) {}
