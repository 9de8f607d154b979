/** The one way to Redis, shared by the adapters of memory, journal, view and task. */
@NullMarked
package io.agentfleet.agent.redis;

import org.jspecify.annotations.NullMarked;
