/** Session memory on Redis. */
@NullMarked
package io.agentfleet.agent.memory.redis;

import org.jspecify.annotations.NullMarked;
