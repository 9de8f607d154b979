@NullMarked
package io.agentfleet.orchestrator.ledger.kafka;

import org.jspecify.annotations.NullMarked;
