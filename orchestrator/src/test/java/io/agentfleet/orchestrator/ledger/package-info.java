@NullMarked
package io.agentfleet.orchestrator.ledger;

import org.jspecify.annotations.NullMarked;
