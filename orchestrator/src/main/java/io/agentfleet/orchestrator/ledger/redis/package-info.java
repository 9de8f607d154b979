/** The ledger in Redis: a record for each task, found by tenant and day. */
@NullMarked
package io.agentfleet.orchestrator.ledger.redis;

import org.jspecify.annotations.NullMarked;
