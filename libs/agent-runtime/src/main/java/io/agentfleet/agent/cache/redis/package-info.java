/** The answer store on Redis. */
@NullMarked
package io.agentfleet.agent.cache.redis;

import org.jspecify.annotations.NullMarked;
