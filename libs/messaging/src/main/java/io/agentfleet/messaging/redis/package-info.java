/** The one connection to Redis, with scripts. */
@NullMarked
package io.agentfleet.messaging.redis;

import org.jspecify.annotations.NullMarked;
