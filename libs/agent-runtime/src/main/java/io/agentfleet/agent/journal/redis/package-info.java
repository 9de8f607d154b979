/** The step journal on Redis. */
@NullMarked
package io.agentfleet.agent.journal.redis;

import org.jspecify.annotations.NullMarked;
