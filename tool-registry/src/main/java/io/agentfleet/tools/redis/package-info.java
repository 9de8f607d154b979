/** The registry's one way to Redis. */
@NullMarked
package io.agentfleet.tools.redis;

import org.jspecify.annotations.NullMarked;
