/** The ledger of ended and cancelled tasks on Redis. */
@NullMarked
package io.agentfleet.agent.task.redis;

import org.jspecify.annotations.NullMarked;
