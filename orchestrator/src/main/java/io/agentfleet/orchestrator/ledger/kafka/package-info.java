/** The ledger's projection from {@code agent.steps} to {@code llm.costs}. */
@NullMarked
package io.agentfleet.orchestrator.ledger.kafka;

import org.jspecify.annotations.NullMarked;
