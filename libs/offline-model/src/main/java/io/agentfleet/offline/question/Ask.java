package io.agentfleet.offline.question;

import java.util.Optional;

/**
 * What is to be computed.
 *
 * @param shape the shape of the answer
 * @param aggregate how values become one, if the question says so
 * @param ranking which end of the order, if the question says so
 */
public record Ask(Shape shape, Optional<Aggregate> aggregate, Optional<Ranking> ranking) {}
