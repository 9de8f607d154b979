/** What models cost: the sums of each task, and reports over them. Pure. */
@NullMarked
package io.agentfleet.orchestrator.ledger;

import org.jspecify.annotations.NullMarked;
