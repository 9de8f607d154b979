@NullMarked
package io.agentfleet.orchestrator.ledger.redis;

import org.jspecify.annotations.NullMarked;
