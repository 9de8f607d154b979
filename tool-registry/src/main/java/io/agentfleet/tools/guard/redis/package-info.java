/** Call counters in Redis, shared by every replica. */
@NullMarked
package io.agentfleet.tools.guard.redis;

import org.jspecify.annotations.NullMarked;
