/** How often somebody may submit, counted in Redis. */
@NullMarked
package io.agentfleet.agent.door.redis;

import org.jspecify.annotations.NullMarked;
