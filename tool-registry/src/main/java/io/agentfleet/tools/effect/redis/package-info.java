/** The index of effects in Redis: it makes claims atomic, and can be rebuilt from the log. */
@NullMarked
package io.agentfleet.tools.effect.redis;

import org.jspecify.annotations.NullMarked;
