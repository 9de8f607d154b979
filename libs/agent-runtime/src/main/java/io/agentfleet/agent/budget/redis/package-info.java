/** The budget store on Redis. */
@NullMarked
package io.agentfleet.agent.budget.redis;

import org.jspecify.annotations.NullMarked;
